// SPDX-License-Identifier: Apache-2.0
import { ClipboardCheck } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import { allLoaded, useEntries, type Entry } from '@/api/entries'
import { Await, Button, Empty, LinkButton, Page, Stack } from '@/design'
import { useText } from '@/text'
import { CallClinic } from './CallClinic'
import { useHouse, useZone } from './house'
import { useQuestions } from './library'
import { useEpisode } from './own'
import { Runner } from './Runner'
import { checksOf, sheetOf, type About } from './sheet'
import { firstOpen, formSteps, isShown, ownId, type Known, type Step } from './steps'
import { useToday } from './times'
import { useSheet } from './useSheet'
import type { Question } from './wire'
import styles from './FormPage.module.css'

/** What the patient tells before a visit, as an assessment of their own that the clinician goes on with. */
export function FormPage({ step }: { readonly step: string }): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const questions = useQuestions()
  const episode = useEpisode()
  const own = useEntries('assessment', { patient: self, state: 'open' })
  const [turn, setTurn] = useState(0)
  type Wanted = [readonly Question[], Entry<'episode'> | null, { entries: readonly Entry<'assessment'>[] }]
  return (
    <Await of={allLoaded<Wanted>(questions, episode, own)} lines={6}>
      {([asked, treatment, drafts]) =>
        treatment?.body.practitioner ? (
          <Form
            key={turn}
            questions={asked}
            episode={treatment.id}
            practitioner={treatment.body.practitioner}
            begun={drafts.entries.find((one) => checksOf(one.body) === undefined) ?? null}
            step={step}
            onAnew={() => setTurn(turn + 1)}
          />
        ) : (
          <Page title={t('patient.formTitle')} width="text">
            <Empty title={t('patient.noTreatment')} action={<CallClinic />}>
              {t('patient.noTreatmentHint')}
            </Empty>
          </Page>
        )
      }
    </Await>
  )
}

function Form({
  questions,
  episode,
  practitioner,
  begun,
  step,
  onAnew,
}: {
  readonly questions: readonly Question[]
  readonly episode: string
  readonly practitioner: string
  readonly begun: Entry<'assessment'> | null
  readonly step: string
  readonly onAnew: () => void
}): ReactElement {
  const t = useText()
  const { self } = useHouse()
  const on = useToday(useZone())
  const about = useMemo<About>(
    () => ({ patient: self, episode, practitioner, on }),
    [self, episode, practitioner, on],
  )
  const steps = useMemo(() => formSteps(questions), [questions])
  const filling = useSheet(`patient.${self}.form`, about, begun ? sheetOf(begun) : null)
  const { sheet, told, clear, sending } = filling
  const known: Known = {
    answers: sheet.answers,
    skipped: sheet.skipped,
    spared: told?.spared ?? [],
    hasMarks: sheet.marks.length > 0,
  }
  const isBegun = Object.keys(sheet.answers).length + sheet.skipped.length + sheet.marks.length > 0
  const anew = (): void => {
    clear()
    onAnew()
  }
  if (step !== '' && steps.some((one) => one.id === step))
    return (
      <Runner
        home="/form"
        steps={steps}
        at={step}
        filling={filling}
        title={t('patient.formTitle')}
        end={<FormEnd steps={steps} known={known} />}
      />
    )
  const start = isBegun
    ? firstOpen(
        steps.filter((one) => isShown(one, known)),
        known,
      )
    : steps[0]
  return (
    <Page title={t('patient.formTitle')} width="text">
      <Stack gap={5}>
        <div className={styles.words}>
          <p>{t('patient.formWhy')}</p>
          <ul>
            <li>{t('patient.formLong')}</li>
            <li>{t('patient.formSaved')}</li>
            <li>{t('patient.formUnknown')}</li>
          </ul>
        </div>
        <LinkButton tone="primary" size="large" to={`/form/${start?.id ?? ownId('end')}`}>
          {isBegun ? t('patient.goOn') : t('patient.begin')}
        </LinkButton>
        {sending.state === 'taken' && (
          <Button size="large" onClick={anew}>
            {t('patient.formAnew')}
          </Button>
        )}
        <p className={styles.fine}>{t('patient.formNotForEmergency')}</p>
      </Stack>
    </Page>
  )
}

/** What was not answered is said, and can be gone back to. */
function FormEnd({ steps, known }: { readonly steps: readonly Step[]; readonly known: Known }): ReactElement {
  const t = useText()
  const open = steps.filter(
    (one) => one.what === 'question' && known.answers[one.id] === undefined && isShown(one, known),
  )
  return (
    <div className={styles.end}>
      <ClipboardCheck aria-hidden size={40} />
      <h1 tabIndex={-1}>{t('patient.formThanks')}</h1>
      <p>{t('patient.formThanksHint')}</p>
      {open.length > 0 && (
        <details className={styles.open}>
          <summary>{t('patient.stillOpen', { count: open.length })}</summary>
          <p>{t('patient.stillOpenHint')}</p>
          <ul>
            {open.map((one) =>
              one.what === 'question' ? (
                <li key={one.id}>
                  <a href={`#/form/${one.id}`}>{one.question.ask}</a>
                </li>
              ) : null,
            )}
          </ul>
        </details>
      )}
      <LinkButton tone="primary" size="large" to="/">
        {t('patient.toHome')}
      </LinkButton>
    </div>
  )
}
