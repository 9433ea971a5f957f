// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react'
import type { Verdict } from './wire'

/** Colours of the pages, for what is drawn into a canvas. */
export type SceneColours = Readonly<
  Record<Verdict, string> & { ink: string; accent: string; ground: string; faint: string; isDark: boolean }
>

function read(): SceneColours {
  const style = getComputedStyle(document.documentElement)
  const of = (token: string, otherwise: string): string => style.getPropertyValue(token).trim() || otherwise
  return {
    safe: of('--go', '#17633d'),
    caution: of('--caution', '#734d00'),
    unknown: of('--ask', '#463a97'),
    refused: of('--stop', '#98200f'),
    ink: of('--ink', '#17212a'),
    accent: of('--accent', '#0f5c66'),
    ground: of('--sunken', '#eaeeee'),
    faint: of('--line-strong', '#7d8a93'),
    isDark: document.documentElement.dataset['theme'] === 'dark',
  }
}

/** As they are now, light or dark. */
export function useSceneColours(): SceneColours {
  const [colours, setColours] = useState(read)
  useEffect(() => {
    const observer = new MutationObserver(() => setColours(read()))
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [])
  return colours
}
