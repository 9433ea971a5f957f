// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react'

function read(): boolean {
  return document.documentElement.dataset['theme'] === 'dark'
}

/** Whether the pages are dark now, for pictures that the server draws. */
export function useIsDark(): boolean {
  const [isDark, setDark] = useState(read)
  useEffect(() => {
    const observer = new MutationObserver(() => setDark(read()))
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [])
  return isDark
}
