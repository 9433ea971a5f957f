// SPDX-License-Identifier: Apache-2.0
import { useMemo, type ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { useText } from '@/text'
import { BodyChart } from './chart/BodyChart'
import { useDesk } from './desk'
import { ImpressionPart } from './parts/ImpressionPart'
import { MedicinesPart } from './parts/MedicinesPart'
import { NeuroGrid } from './parts/NeuroGrid'
import { PainPart } from './parts/PainPart'
import { Particulars } from './parts/Particulars'
import { TriggerGrid } from './parts/TriggerGrid'
import { besideGrid, type Part } from './parts'
import { QuestionGroups } from './questions/QuestionGroups'
import styles from './questions/questions.module.css'

const keyed: readonly Part[] = ['check', 'emergency', 'history', 'medicines', 'examination']

/** What one part of the assessment asks. */
export function PartContent({
  part,
  patient,
}: {
  readonly part: Part
  readonly patient: Entry<'patient'>
}): ReactElement {
  const { parts } = useDesk()
  const groups = useMemo(() => parts.find((one) => one.part === part)?.groups ?? [], [part, parts])
  const content = (): ReactElement => {
    switch (part) {
      case 'particulars':
        return <Particulars patient={patient} />
      case 'check':
      case 'emergency':
      case 'history':
      case 'examination':
        return <QuestionGroups groups={groups} />
      case 'medicines':
        return <MedicinesPart groups={groups} />
      case 'pain':
        return <PainPart groups={groups} />
      case 'chart':
        return <BodyChart />
      case 'neurology':
        return (
          <>
            <NeuroGrid />
            <QuestionGroups groups={besideGrid(groups)} />
          </>
        )
      case 'triggers':
        return (
          <>
            <TriggerGrid />
            <QuestionGroups groups={besideGrid(groups)} />
          </>
        )
      case 'impression':
        return <ImpressionPart />
    }
  }
  return (
    <>
      {keyed.includes(part) && <Keys />}
      {content()}
    </>
  )
}

function Keys(): ReactElement {
  const t = useText()
  const keys = [
    ['Y', t('assessment.yes')],
    ['N', t('assessment.keyNo')],
    ['?', t('assessment.notAsked')],
    ['1–9', t('assessment.keyDigit')],
    ['↑ ↓ Enter', t('assessment.keyMove')],
  ] as const
  return (
    <p className={styles.keys} aria-label={t('assessment.keys')}>
      {keys.map(([key, what]) => (
        <span key={key}>
          <kbd>{key}</kbd> {what}
        </span>
      ))}
    </p>
  )
}
