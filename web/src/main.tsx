// SPDX-License-Identifier: Apache-2.0
import '@fontsource-variable/inter/wght.css'
import './design/tokens.css'
import './design/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )

// The program itself stays on the device, so that a page that is loaded anew without a connection comes up; see public/sw.js.
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  void navigator.serviceWorker.register('/sw.js').then(async () => {
    const { active } = await navigator.serviceWorker.ready
    // What was fetched before the worker was there, it has not seen.
    const fetched = performance.getEntriesByType('resource').map((one) => one.name)
    active?.postMessage({ keep: fetched })
  })
