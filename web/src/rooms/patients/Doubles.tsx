// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react'
import { Link } from 'wouter'
import { Notice } from '@/design'
import { fullName, useClinicTime } from '@/record'
import { useText } from '@/text'
import { doublesAmong, doubleSearches, type Double } from './doubles'
import { usePatientsOf } from '@/record/useFoundPatients'
import type { ReadName } from './readName'
import styles from './patients.module.css'

/** Entries that may be of the same person, with what makes one think so. */
export function useDoubles(
  person: ReadName & Readonly<{ birthDate?: string | undefined }>,
  self = '',
): readonly Double[] {
  const { found } = usePatientsOf(doubleSearches(person))
  return found.state === 'ready' && doubleSearches(person).length > 0
    ? doublesAmong(person, found.data, self)
    : []
}

export function Doubles({
  doubles,
  title,
  actions,
}: {
  readonly doubles: readonly Double[]
  readonly title: string
  readonly actions?: (double: Double) => ReactNode
}): ReactElement | null {
  const t = useText()
  const time = useClinicTime()
  if (doubles.length === 0) return null
  return (
    <Notice tone="caution" title={title} isLive>
      <ul className={styles.doubles}>
        {doubles.map((double) => {
          const { id, body } = double.patient
          return (
            <li key={id}>
              <span>
                <Link href={`/patients/${id}`}>{fullName(body)}</Link>
                {body.birthDate ? ` · ${time.day(body.birthDate, 'year')}` : ''}
                {body.phone ? ` · ${body.phone}` : ''}
                <span className={styles.faint}>{t(`patients.alike_${double.likeness}`)}</span>
              </span>
              {actions?.(double)}
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}
