// SPDX-License-Identifier: Apache-2.0
import { FilePlus2, RotateCcw } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { Link } from 'wouter'
import { Button, LinkButton, Notice, Row } from '@/design'
import { useText, type TextKey } from '@/text'
import { AllOut } from './AllOut'
import { clockText, secondsSince, tallyOf } from './needles'
import type { StepProps } from './SessionMode'
import { useNow } from './useNow'
import type { Advice, Shelf } from './wire'
import styles from './session.module.css'

/** Short names of what the library's steps are about, those that cannot wait first. */
const shortNames: readonly (readonly [string, TextKey])[] = [
  ['event.faint', 'session.faint'],
  ['event.nerve', 'session.nerve'],
  ['event.bleed', 'session.bleed'],
  ['event.stuck', 'session.stuck'],
  ['event.broken', 'session.broken'],
  ['event.breath', 'session.breath'],
]

export function helpButtons(
  advice: Shelf<Advice>,
): readonly { readonly id: string; readonly name: TextKey }[] {
  const known = new Set(advice.items.map((one) => one.id))
  return shortNames.filter(([id]) => known.has(id)).map(([id, name]) => ({ id, name }))
}

/** What is done when something happens: the library's steps, large, with a stopwatch that began when this was opened. */
export function HelpStep({ event, ...props }: StepProps & { readonly event: string }): ReactElement {
  const t = useText()
  const { advice, home, note, setNote, session } = props
  const [isLeaving, setLeaving] = useState(false)
  const events = advice.items.filter((one) => one.part === 'event')
  const found = events.find((one) => one.id === event)
  const began = note.watches[event]
  const { still } = tallyOf(session.body)
  const now = useNow(began !== undefined || still > 0)
  const id = found?.id
  useEffect(() => {
    if (id === undefined) return
    setNote((before) =>
      before.watches[id]
        ? before
        : { ...before, watches: { ...before.watches, [id]: new Date().toISOString() } },
    )
  }, [id, setNote])
  if (!found)
    return (
      <section aria-label={t('session.somethingWrong')}>
        <h2 className={styles.helpTitle}>{t('session.somethingWrong')}</h2>
        <ul className={styles.helpGrid}>
          {events.map((one) => (
            <li key={one.id}>
              <Link href={`${home}/help/${one.id}`}>{one.asked ?? one.text}</Link>
            </li>
          ))}
        </ul>
        {events.length === 0 && <Notice tone="stop" title={t('session.noHelp')} />}
      </section>
    )
  const restart = (): void =>
    setNote((before) => ({ ...before, watches: { ...before.watches, [found.id]: new Date().toISOString() } }))
  return (
    <article className={styles.helpPage}>
      <header>
        <h2 className={styles.helpTitle}>{found.asked}</h2>
        <p className={styles.stopwatch} role="timer" aria-label={t('session.stopwatch')}>
          {clockText(began ? secondsSince(began, now) : 0)}
        </p>
        <Button tone="quiet" icon={<RotateCcw aria-hidden />} onClick={restart}>
          {t('session.restart')}
        </Button>
      </header>
      <ol className={styles.helpSteps}>
        {sentences(found.text).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      <Row>
        {still > 0 && (
          <Button tone="primary" className={styles.huge ?? ''} onClick={() => setLeaving(true)}>
            {t('session.takeAllOut', { count: still })}
          </Button>
        )}
        <LinkButton
          to={`${home}/event/${found.id}`}
          tone={still > 0 ? 'plain' : 'primary'}
          size="large"
          icon={<FilePlus2 aria-hidden />}
        >
          {t('session.writeEvent')}
        </LinkButton>
        <LinkButton to={`${home}/needles`} size="large">
          {t('session.backToNeedles')}
        </LinkButton>
      </Row>
      <p className={styles.small}>
        {t('session.sources', { sources: found.sources.join(', '), mark: t.word(`mark_${found.mark}`) })}
      </p>
      <AllOut {...props} isOpen={isLeaving} onClose={() => setLeaving(false)} now={now} />
    </article>
  )
}

/** One sentence a line: what is done at once has to be read at arm's length. */
function sentences(text: string): readonly string[] {
  return text.split(/(?<=[.!?])\s+/).filter(Boolean)
}
