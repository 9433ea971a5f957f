// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react'

const tickMs = 1000

/** The time, once a second, while it is wanted. */
export function useNow(isWanted = true): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!isWanted) return
    setNow(Date.now())
    const timer = window.setInterval(() => setNow(Date.now()), tickMs)
    return () => window.clearInterval(timer)
  }, [isWanted])
  return now
}
