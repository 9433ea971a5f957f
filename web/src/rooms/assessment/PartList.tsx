// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { useEffect, useRef, type MouseEvent, type ReactElement } from 'react'
import { Link } from 'wouter'
import { useText } from '@/text'
import { useDesk } from './desk'
import { groupName } from './groups'
import { countOf, type Part, type PartOf } from './parts'
import type { Body } from './wire'
import styles from './room.module.css'

/** What of a part without questions is there. */
function noted(part: Part, body: Body): number {
  switch (part) {
    case 'particulars':
      return [body.heightCm, body.weightKg].filter((one) => one !== undefined).length
    case 'chart':
      return (body.chart ?? []).length
    case 'neurology':
      return (body.neurology ?? []).length
    case 'pain':
      return [body.pain?.leg, body.pain?.back].filter((one) => one !== undefined).length
    case 'impression':
      return body.impression === undefined ? 0 : 1
    default:
      return 0
  }
}

/** The parts of the assessment, with how much of each is there; of the one that is open, its groups too. */
export function PartList({ home, current }: { readonly home: string; readonly current: Part }): ReactElement {
  const t = useText()
  const { parts, enter } = useDesk()
  const nav = useRef<HTMLElement>(null)
  // Where the parts stand in one line, the one that is open is brought into it.
  useEffect(() => {
    const list = nav.current
    const link = list?.querySelector<HTMLElement>('[aria-current]')
    if (list && link && list.scrollWidth > list.clientWidth)
      list.scrollLeft += link.getBoundingClientRect().left - list.getBoundingClientRect().left - 48
  }, [current])
  return (
    <nav ref={nav} className={styles.parts} aria-label={t('assessment.parts')}>
      <ul>
        {parts.map((one) => (
          <li key={one.part}>
            <Link
              href={`${home}/${one.part}`}
              className={clsx(styles.part, one.part === current && styles.isCurrent)}
              aria-current={one.part === current ? 'true' : undefined}
              // By keyboard one goes on answering; by mouse nothing moves.
              onClick={(event: MouseEvent) => {
                if (event.detail === 0) enter()
              }}
            >
              <span>{t(`assessment.part_${one.part}`)}</span>
              <CountOf of={one} />
            </Link>
            {one.part === current &&
              one.groups.length > 1 &&
              ['history', 'examination', 'emergency'].includes(one.part) && (
                <ul className={styles.groups}>
                  {one.groups.map((group) => (
                    <li key={group.name}>
                      <button
                        type="button"
                        onClick={() =>
                          document.getElementById(`group-${group.name}`)?.scrollIntoView({ block: 'start' })
                        }
                      >
                        {groupName(t, group.name)}
                      </button>
                    </li>
                  ))}
                </ul>
              )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function CountOf({ of }: { readonly of: PartOf }): ReactElement | null {
  const t = useText()
  const { answers, spared, body } = useDesk()
  const isCounted = of.questions.length > 0 && of.part !== 'particulars'
  const count = countOf(of.questions, answers, spared)
  const more = noted(of.part, body)
  if (!isCounted)
    return more > 0 ? (
      <span className={styles.count}>
        {more}
        <span className="visually-hidden"> {t('assessment.entered')}</span>
      </span>
    ) : null
  const isDone = count.answered === count.of
  return (
    <span className={clsx(styles.count, isDone && styles.isDone)}>
      <span aria-hidden>{`${String(count.answered)}/${String(count.of)}`}</span>
      <span className="visually-hidden">
        {t('assessment.count', { answered: count.answered, of: count.of })}
      </span>
    </span>
  )
}
