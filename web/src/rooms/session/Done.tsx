// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Card, Facts, LinkButton, Notice, Row, Stack, Table } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { clockText, needlesOf, secondsSince, stageOf, tallyOf } from './needles'
import { sizeOf } from './LotField'
import type { StepProps } from './SessionMode'
import { targetName } from './targets'

/** A signed session, to read. */
export function Done({ session, plan, home }: StepProps): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { body } = session
  const tally = tallyOf(body)
  return (
    <Stack>
      <Notice
        tone="go"
        title={t('session.signedDone')}
        actions={
          <>
            <LinkButton to={`/patients/${body.patient}`} tone="primary">
              {t('session.toPatient')}
            </LinkButton>
            <LinkButton to={`/patients/${body.patient}/outcomes`}>{t('session.toOutcomes')}</LinkButton>
            <LinkButton to={`${home}/event`}>{t('session.writeEvent')}</LinkButton>
          </>
        }
      >
        <p>{t('session.tally', tally)}</p>
      </Notice>
      <Card title={t('session.needles')} isFlush>
        <Table
          caption={t('session.needles')}
          rows={needlesOf(body)}
          keyOf={(_, index) => String(index)}
          columns={[
            { name: t('session.muscle'), cell: (needle) => targetName(t, needle.target, needle.level) },
            { name: t('session.needle'), cell: (needle) => sizeOf(t, needle) },
            { name: t('session.lot'), cell: (needle) => needle.lot ?? '–' },
            {
              name: t('session.depthReached'),
              isNumber: true,
              cell: (needle) =>
                needle.depthMm === undefined ? '–' : t('session.mm', { value: needle.depthMm }),
            },
            {
              name: t('session.wasIn'),
              isNumber: true,
              cell: (needle) =>
                needle.timeIn && needle.timeOut
                  ? clockText(secondsSince(needle.timeIn, Date.parse(needle.timeOut)))
                  : t(`session.${stageOf(needle)}`),
            },
            {
              name: t('session.felt'),
              cell: (needle) =>
                (needle.responses ?? [])
                  .map((one) => t.word(one === 'none' ? 'felt_nothing' : one))
                  .join(', '),
            },
            { name: t('session.note'), cell: (needle) => needle.note ?? '', isExtra: true },
          ]}
        />
      </Card>
      <Card title={t('session.after')}>
        <Facts
          items={[
            [t('session.painBefore'), painText(body.painBefore)],
            [t('session.painAfter'), painText(body.painAfter)],
            [t('session.tolerance'), body.tolerance ? t.word(`tolerance_${body.tolerance}`) : '–'],
            [t('session.reviewOn'), body.reviewOn ? time.day(body.reviewOn, 'year') : '–'],
            [t('session.note'), body.note ?? '–'],
          ]}
        />
      </Card>
      <Row>
        <LinkButton to={`/patients/${body.patient}/plans/${plan.id}`}>{t('session.toPlan')}</LinkButton>
      </Row>
    </Stack>
  )

  function painText(pain: typeof body.painBefore): string {
    if (!pain) return '–'
    return [
      pain.leg !== undefined ? `${t('session.leg')} ${String(pain.leg)}` : '',
      pain.back !== undefined ? `${t('session.back')} ${String(pain.back)}` : '',
    ]
      .filter(Boolean)
      .join(', ')
  }
}
