// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useParams } from 'wouter'
import { allLoaded, useEntry } from '@/api/entries'
import { Await, Empty, LinkButton, Page } from '@/design'
import { useText } from '@/text'
import { AssessmentPage } from './AssessmentPage'
import { useQuestions } from './library'
import { NewAssessment } from './NewAssessment'

/** /patients/PATIENT/assessments/ID/PART; the id "new" begins one, in the episode that follows it if one does. */
export function AssessmentRoom(): ReactElement {
  const {
    patient = '',
    assessment = '',
    '*': rest = '',
  } = useParams<{
    patient: string
    assessment: string
    '*': string
  }>()
  if (assessment === 'new') return <NewAssessment patient={patient} episode={rest} />
  return <Kept patient={patient} assessment={assessment} part={rest} />
}

function Kept({
  patient,
  assessment,
  part,
}: {
  readonly patient: string
  readonly assessment: string
  readonly part: string
}): ReactElement {
  const t = useText()
  const loaded = allLoaded(useEntry('assessment', assessment), useEntry('patient', patient), useQuestions())
  if (loaded.state !== 'ready')
    return (
      <Page title={t('assessment.title')} width="full">
        <Await of={loaded} lines={8}>
          {() => null}
        </Await>
      </Page>
    )
  const [entry, of, shelf] = loaded.data
  if (entry.withheld || of.withheld)
    return (
      <Page title={t('assessment.title')}>
        <Empty
          title={t('assessment.withheld')}
          action={<LinkButton to={`/patients/${patient}`}>{t('assessment.toPatient')}</LinkButton>}
        >
          {t('assessment.withheldHint')}
        </Empty>
      </Page>
    )
  return <AssessmentPage key={entry.id} entry={entry} patient={of} shelf={shelf} part={part} />
}
