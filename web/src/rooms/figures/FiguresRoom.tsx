// SPDX-License-Identifier: Apache-2.0
import { ChartNoAxesCombined, Printer } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Await, Button, Card, Empty, Facts, Notice, Page } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { Care, Referrals } from './Care'
import { CaseMixCard } from './CaseMixCard'
import { CohortCard } from './CohortCard'
import { Harm } from './Harm'
import { HarmCharts } from './HarmCharts'
import { Outcomes } from './Outcomes'
import { Overrides } from './Overrides'
import { daysOf, isBackwards, Period, type Days } from './Period'
import { Published } from './Published'
import { Treaters } from './Treaters'
import { useFigures } from './useFigures'
import type { Figures, Grouping } from './wire'
import styles from './figures.module.css'

/** What the clinic counted in a period, each figure with what it may as well be and what it is not for. */
export function FiguresRoom(): ReactElement {
  const t = useText()
  const time = useClinicTime()
  // Until somebody chooses, the last year: on the clinic's clocks, which may arrive later.
  const [chosen, setChosen] = useState<Days | undefined>()
  const [grouping, setGrouping] = useState<Grouping>('none')
  const days = chosen ?? daysOf('year', time.today())
  const found = useFigures({ ...days, grouping }, !isBackwards(days))
  return (
    <Page
      title={t('figures.title')}
      subtitle={t('figures.intro')}
      actions={
        <span className="no-print">
          <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
            {t('figures.print')}
          </Button>
        </span>
      }
    >
      <div className="no-print">
        <Period days={days} onDays={setChosen} />
      </div>
      <Await of={found} lines={12}>
        {(figures) => (
          <div className={styles.room} aria-busy={found.isOld}>
            <All figures={figures} grouping={grouping} onGrouping={setGrouping} />
          </div>
        )}
      </Await>
    </Page>
  )
}

function All({
  figures,
  grouping,
  onGrouping,
}: {
  readonly figures: Figures
  readonly grouping: Grouping
  readonly onGrouping: (grouping: Grouping) => void
}): ReactElement {
  if (figures.charts.every((chart) => chart.treatments === 0)) return <NothingYet figures={figures} />
  return (
    <>
      <Summary figures={figures} />
      <Harm figures={figures} />
      <Published figures={figures} />
      <HarmCharts figures={figures} />
      <Care figures={figures} />
      <Referrals figures={figures} />
      <Outcomes figures={figures} grouping={grouping} onGrouping={onGrouping} />
      <Treaters figures={figures} />
      <Overrides figures={figures} />
      <CaseMixCard figures={figures} />
      <div className="no-print">
        <CohortCard key={`${figures.period.from} ${figures.period.to}`} figures={figures} />
      </div>
    </>
  )
}

/** Of what and of when this is, and what it cannot say. */
function Summary({ figures }: { readonly figures: Figures }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { from, to } = figures.period
  return (
    <Card title={t('figures.ofPeriod', { from: time.day(from, 'year'), to: time.day(to, 'year') })}>
      <div className={styles.figure}>
        <Facts
          items={[
            [t('figures.treatments'), t.number(figures.treatments)],
            [t('figures.patients'), t.number(figures.patients)],
            [t('figures.needles'), t.number(figures.needles)],
            [t('figures.asOf'), time.day(figures.asOf, 'year')],
          ]}
        />
        {figures.treatments === 0 && <Notice tone="info" title={t('figures.noneInPeriod')} />}
        <h3>{t('figures.cannotSay')}</h3>
        <ul className={styles.notes}>
          {figures.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </div>
    </Card>
  )
}

/** A clinic that has not treated anybody: what will stand here. */
function NothingYet({ figures }: { readonly figures: Figures }): ReactElement {
  const t = useText()
  const parts = [
    'harm',
    'published',
    'charts',
    'care',
    'referrals',
    'outcomes',
    'clinicians',
    'overrides',
    'caseMix',
    'cohort',
  ] as const
  return (
    <Card>
      <Empty icon={<ChartNoAxesCombined aria-hidden size={28} />} title={t('figures.nothingYet')}>
        <p>{t('figures.nothingYetHint', { tooFew: figures.tooFewBelow })}</p>
        <ul className={styles.coming}>
          {parts.map((part) => (
            <li key={part}>{t(`figures.${part}`)}</li>
          ))}
        </ul>
      </Empty>
    </Card>
  )
}
