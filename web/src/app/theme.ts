// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react'

export type Theme = 'light' | 'dark' | 'system'
const stored = 'filiform.theme'
const dark = '(prefers-color-scheme: dark)'

/** Light, dark, or as the device has it; remembered on the device. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(() => {
    const kept = localStorage.getItem(stored)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
  })
  useEffect(() => {
    const media = window.matchMedia(dark)
    const show = (): void => {
      const isDark = theme === 'dark' || (theme === 'system' && media.matches)
      document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
    }
    show()
    media.addEventListener('change', show)
    return () => media.removeEventListener('change', show)
  }, [theme])
  return [
    theme,
    (next) => {
      localStorage.setItem(stored, next)
      setTheme(next)
    },
  ]
}
