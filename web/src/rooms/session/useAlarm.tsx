// SPDX-License-Identifier: Apache-2.0
import { BellRing } from 'lucide-react'
import { useEffect, type ReactElement } from 'react'
import { Button } from '@/design'
import { useText } from '@/text'
import { chime } from './chime'
import { isDue, needlesOf } from './needles'
import type { StepProps } from './SessionMode'
import { targetName } from './targets'
import { useNow } from './useNow'
import styles from './session.module.css'

const soundAgainMs = 12_000

/** Says that the time of needles is up: a sign that stays until it is heard, and a soft sound with it. */
export function useAlarm({ session, note, setNote }: StepProps): ReactElement | null {
  const t = useText()
  const { body } = session
  const now = useNow(needlesOf(body).some((needle) => needle.timeIn && !needle.timeOut))
  const keyOf = (place: number, timeIn = ''): string => `${String(place)} ${timeIn}`
  const due = needlesOf(body).flatMap((needle, place) =>
    isDue(needle, body.retentionMinutesPlanned, now)
      ? [{ needle, place, key: keyOf(place, needle.timeIn) }]
      : [],
  )
  const unheard = due.filter((one) => !note.heard.includes(one.key))
  const isLoud = unheard.length > 0 && !note.isMuted
  useEffect(() => {
    if (!isLoud) return
    chime()
    const timer = window.setInterval(chime, soundAgainMs)
    return () => window.clearInterval(timer)
  }, [isLoud, unheard.length])
  if (unheard.length === 0) return null
  return (
    <div className={styles.alarm} role="alert">
      <BellRing aria-hidden size={22} />
      <p>
        {t('session.timeUp', {
          needles: unheard
            .map((one) => `${String(one.place + 1)} ${targetName(t, one.needle.target, one.needle.level)}`)
            .join('; '),
        })}
      </p>
      <Button
        onClick={() =>
          setNote((before) => ({ ...before, heard: [...before.heard, ...unheard.map((one) => one.key)] }))
        }
      >
        {t('session.heard')}
      </Button>
    </div>
  )
}
