// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useState } from 'react'
import { asRefusal } from '@/api/entries'
import type { Loaded } from '@/design'
import { loadScene, type BodyScene } from './loadScene'
import type { BodyAtHand } from './wire'

/** A scene, from its address until whoever looks at it goes; then everything of it is given back. */
export function useBodyScene(address: string, body: BodyAtHand): Loaded<BodyScene> {
  const [loaded, setLoaded] = useState<Loaded<BodyScene>>({ state: 'loading' })
  const [tries, setTries] = useState(0)
  const retry = useCallback(() => setTries((before) => before + 1), [])
  useEffect(() => {
    const control = new AbortController()
    let mine: BodyScene | undefined
    setLoaded({ state: 'loading' })
    loadScene(address, body, control.signal).then(
      (scene) => {
        if (control.signal.aborted) scene.dispose()
        else {
          mine = scene
          setLoaded({ state: 'ready', data: scene })
        }
      },
      (thrown: unknown) => {
        if (!control.signal.aborted) setLoaded({ state: 'failed', refusal: asRefusal(thrown), retry })
      },
    )
    return () => {
      control.abort()
      mine?.dispose()
    }
  }, [address, body, tries, retry])
  return loaded
}
