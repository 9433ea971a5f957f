// SPDX-License-Identifier: Apache-2.0
import '@testing-library/jest-dom/vitest'
import 'fake-indexeddb/auto'
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

// jsdom has no CSS.supports, which dialogs ask.
Object.assign((globalThis.CSS ??= {} as typeof CSS), { supports: () => false })

// jsdom scrolls nothing, and says so at length.
window.scrollTo = () => undefined
