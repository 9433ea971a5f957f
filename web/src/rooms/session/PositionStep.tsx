// SPDX-License-Identifier: Apache-2.0
import { changed } from '@/api/changed'
import type { ReactElement } from 'react'
import { Card, LinkButton, NumberField, Row, Segmented, Stack } from '@/design'
import { useText } from '@/text'
import type { StepProps } from './SessionMode'
import { targetName } from './targets'
import styles from './session.module.css'

const positions = [
  'prone',
  'prone_pillow',
  'side_lying_left',
  'side_lying_right',
  'supine',
  'sitting',
] as const

/** How the patient lies, and where. What the plan asks for stands beside it. */
export function PositionStep({ session, plan, rooms, home }: StepProps): ReactElement {
  const t = useText()
  const { body } = session
  const planned = (plan.body.targets ?? []).filter((target) => target.path)
  return (
    <div className={styles.two}>
      <Card title={t('session.position')}>
        <Stack gap={5}>
          <div className={styles.big}>
            <Segmented
              label={t('session.lies')}
              size="large"
              value={body.position ?? null}
              onValue={(position) =>
                session.set((before) => changed(before, { position: position ?? undefined }))
              }
              choices={positions.map((value) => ({ value, label: t.word(value) }))}
            />
          </div>
          <div className={styles.big}>
            <Segmented
              label={t('session.room')}
              size="large"
              value={body.room ?? null}
              onValue={(room) => session.set((before) => changed(before, { room: room ?? undefined }))}
              choices={rooms
                .filter((room) => room.body.isActive)
                .map((room) => ({ value: room.id, label: room.body.name }))}
            />
          </div>
          <NumberField
            label={t('session.retention')}
            hint={t('session.retentionHint')}
            unit={t('session.minutesUnit')}
            value={body.retentionMinutesPlanned === undefined ? '' : String(body.retentionMinutesPlanned)}
            onValue={(typed) => {
              const minutes = /^\d+$/.test(typed.trim()) ? Number(typed) : undefined
              session.set((before) => changed(before, { retentionMinutesPlanned: minutes }))
            }}
          />
        </Stack>
      </Card>
      <Stack>
        <Card title={t('session.asPlanned')}>
          <Stack>
            {planned.map((target) => (
              <div key={`${target.target} ${target.level ?? ''}`}>
                <h3>{targetName(t, target.target, target.level)}</h3>
                <p className={styles.instruction}>{target.path?.instruction}</p>
              </div>
            ))}
          </Stack>
        </Card>
        <Row>
          <LinkButton to={`${home}/needles`} tone="primary" size="large">
            {t('session.toNeedles')}
          </LinkButton>
        </Row>
      </Stack>
    </div>
  )
}
