// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { newId } from '@/api/entries'
import { outbox } from '@/api/useOutbox'
import { tidy } from '@/api/sameBody'
import { useDraft } from '@/api/draft'
import { useMe } from '@/app/session'
import { Button, LinkButton, Row, Stack, useToast } from '@/design'
import { useText } from '@/text'
import { changeNeedle, needlesOf, stageOf } from '../needles'
import type { StepProps } from '../SessionMode'
import type { Needle } from '../wire'
import { EventForm } from './EventForm'
import { typeOfHelp, type EventBody, type EventDraft } from './wireEvent'
import styles from './events.module.css'

const complicationOf: Readonly<
  Partial<Record<EventBody['type'], NonNullable<Needle['complications']>[number]>>
> = {
  fainting: 'fainting',
  nerve_irritation: 'nerve_contact',
  bleeding: 'bleeding',
  bruise: 'bruise',
  haematoma: 'haematoma',
  stuck_needle: 'stuck',
  bent_needle: 'bent',
  broken_needle: 'broken',
}

/** Writes an adverse event from session mode: through the outbox, after the session it belongs to. */
export function EventStep({
  session,
  note,
  home,
  advice,
  about,
}: StepProps & { readonly about: string }): ReactElement {
  const t = useText()
  const me = useMe()
  const say = useToast()
  const [, go] = useLocation()
  const { body } = session
  const needles = needlesOf(body)
  const begun = useMemo((): EventDraft => {
    const inside = needles.flatMap((needle, place) => (stageOf(needle) === 'in' ? [place] : []))
    const place = inside.length === 1 ? inside[0] : note.lastNeedle
    const type = typeOfHelp(advice.items, about)
    const needle = place !== undefined && needles[place]?.timeIn ? place : undefined
    return {
      patient: body.patient,
      ...(type ? { type } : {}),
      ...(needle !== undefined ? { needle } : {}),
      began: note.watches[about] ?? new Date().toISOString(),
      noticed: note.watches[about] ?? new Date().toISOString(),
      grade: 'mild_or_none',
      outcome: 'ongoing',
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what the form begins with, not what happens meanwhile
  }, [about])
  const { value: draft, set, clear } = useDraft<EventDraft>(`event ${home} ${about}`, begun)
  const [id] = useState(newId)
  const isReady = draft.type !== undefined && draft.began !== undefined && draft.outcome !== undefined
  const save = async (): Promise<void> => {
    const event = {
      ...draft,
      patient: body.patient,
      session: home.slice(home.lastIndexOf('/') + 1),
      ...(me.person ? { practitioner: me.person } : {}),
    }
    await outbox().write({ kind: 'adverseEvent', id, lane: event.session, body: tidy(event) })
    const complication = draft.type && complicationOf[draft.type]
    if (draft.needle !== undefined && complication && session.state === 'open') {
      const place = draft.needle
      session.set((before) => {
        const all = before.needles?.[place]?.complications ?? []
        return changeNeedle(before, place, { complications: [...new Set([...all, complication])] })
      })
    }
    clear()
    say({ text: t('session.eventSaved'), tone: 'go' })
    go(`${home}/needles`)
  }
  return (
    <Stack>
      <h2 className={styles.title}>{t('session.event')}</h2>
      <EventForm
        draft={draft}
        onDraft={(change) => set((before) => ({ ...before, ...change }))}
        needles={needles}
      />
      <Row>
        <Button tone="primary" size="large" disabled={!isReady} onClick={() => void save()}>
          {t('session.saveEvent')}
        </Button>
        <LinkButton to={`${home}/needles`} size="large">
          {t('session.backToNeedles')}
        </LinkButton>
        {!isReady && <span className={styles.hint}>{t('session.eventNeeds')}</span>}
      </Row>
    </Stack>
  )
}
