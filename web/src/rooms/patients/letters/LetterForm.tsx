// SPDX-License-Identifier: Apache-2.0
import { FilePenLine, Save } from 'lucide-react'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useLocation } from 'wouter'
import { useDraft } from '@/api/draft'
import { asRefusal, newId, useCreate, useWrite, type Body, type Entry } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { useMe } from '@/app/session'
import { Button, Failed, Notice, Page, SelectField, Stack, TextArea, TextField, useToast } from '@/design'
import { usePractitioners, fullName, useClinicTime } from '@/record'
import { useText } from '@/text'
import { FromLibrary } from './FromLibrary'
import { Sheet } from './Sheet'
import { letterTypes, letterOf, recipientsOf, typedOf, type Typed } from './letterForm.model'
import styles from './letters.module.css'

type Back = Readonly<{ to: string; label: string }>
const ways: readonly NonNullable<Body<'letter'>['way']>[] = ['printed', 'handed', 'emailed', 'portal']

/** Writing beside the sheet as it will be printed. Signing makes it final. */
export function LetterForm({
  patient,
  back,
  entry,
}: {
  readonly patient: Entry<'patient'>
  readonly back: Back
  readonly entry?: Entry<'letter'>
}): ReactElement {
  const t = useText()
  const me = useMe()
  const time = useClinicTime()
  const say = useToast()
  const [, go] = useLocation()
  const practitioners = usePractitioners()
  const create = useCreate('letter')
  const write = useWrite('letter')
  const [id] = useState(() => entry?.id ?? newId())
  const draft = useDraft<Typed>(`letters.${patient.id}.${entry?.id ?? 'new'}`, typedOf(entry?.body))
  const typed = draft.value
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const recipients = recipientsOf(patient.body)
  const practitioner = entry?.body.practitioner ?? me.person ?? [...practitioners.keys()][0] ?? ''
  const change = (next: Partial<Typed>): void => draft.set((before) => ({ ...before, ...next }))
  const shown = letterOf(typed, { patient: patient.id, practitioner, before: entry?.body })

  const keep = (state: 'open' | 'signed'): void => {
    const { subject, text, ...others } = shown
    const body = {
      ...others,
      // What is empty is left out: the server then says at its field that it is missing.
      ...(subject ? { subject } : {}),
      ...(text ? { text } : {}),
      ...(state === 'signed' ? { sentAt: new Date().toISOString(), way: typed.way } : {}),
    } as Body<'letter'>
    const done = {
      onSuccess: (written: Entry<'letter'>) => {
        setRefusal(null)
        draft.clear()
        say({ text: t(state === 'signed' ? 'letters.signed' : 'letters.saved'), tone: 'go' as const })
        go(`/patients/${patient.id}/letters/${written.id}`, { replace: true })
      },
      onError: (thrown: Error) => setRefusal(asRefusal(thrown)),
    }
    if (entry) write.mutate({ id, follows: entry.version, body, state }, done)
    else create.mutate({ id, body, state }, done)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    keep('signed')
  }
  const isBusy = create.isPending || write.isPending
  const places = ['/body/subject', '/body/text', '/body/to/name', '/body/type']
  const isElsewhere = refusal && places.every((place) => refusal.at(place) === undefined)
  return (
    <Page title={entry ? t('letters.draft') : t('letters.new')} back={back} width="full">
      <div className={styles.desk}>
        <form onSubmit={submit} noValidate className="no-print">
          <Stack>
            {draft.isRestored && (
              <Notice
                tone="info"
                title={t('letters.restored')}
                actions={
                  <Button size="small" onClick={() => draft.clear()}>
                    {t('patients.dropDraft')}
                  </Button>
                }
              />
            )}
            <SelectField
              label={t('letters.type')}
              value={typed.type}
              onValue={(type) => type && change({ type })}
              error={refusal?.at('/body/type')}
              options={letterTypes.map((type) => ({ value: type, label: t.word(type) }))}
            />
            <SelectField
              label={t('letters.to')}
              value={typed.toWhom}
              onValue={(toWhom) => toWhom && change({ toWhom, ...(recipients[toWhom] ?? {}) })}
              options={[
                { value: 'patient', label: t('letters.toPatient', { name: fullName(patient.body) }) },
                ...(patient.body.generalPractitioner
                  ? [
                      {
                        value: 'practice' as const,
                        label: t('letters.toPractice', {
                          name:
                            patient.body.generalPractitioner.name ??
                            patient.body.generalPractitioner.organisation ??
                            '',
                        }),
                      },
                    ]
                  : []),
                { value: 'other', label: t('letters.toOther') },
              ]}
            />
            {typed.toWhom !== 'patient' && (
              <>
                <TextField
                  label={t('letters.name')}
                  value={typed.name}
                  onValue={(name) => change({ name })}
                  error={refusal?.at('/body/to/name')}
                />
                <TextField
                  label={t('letters.organisation')}
                  value={typed.organisation}
                  onValue={(organisation) => change({ organisation })}
                  error={refusal?.at('/body/to/organisation')}
                />
                <TextArea
                  label={t('letters.address')}
                  value={typed.address}
                  onValue={(address) => change({ address })}
                  error={refusal?.at('/body/to/address/lines')}
                  rows={3}
                />
              </>
            )}
            <TextField
              label={t('letters.subject')}
              value={typed.subject}
              onValue={(subject) => change({ subject })}
              error={refusal?.at('/body/subject')}
              required
            />
            <TextArea
              label={t('letters.text')}
              value={typed.text}
              onValue={(text) => change({ text })}
              error={refusal?.at('/body/text')}
              rows={12}
              required
            />
            {typed.type === 'patient_sheet' && (
              <FromLibrary
                onPick={(words) =>
                  change({ text: [typed.text.trimEnd(), words].filter(Boolean).join('\n\n') })
                }
              />
            )}
            <SelectField
              label={t('letters.way')}
              value={typed.way}
              onValue={(way) => way && change({ way })}
              options={ways.map((way) => ({ value: way, label: t.word(way) }))}
            />
            {isElsewhere && <Failed refusal={refusal} />}
            <div className={styles.buttons}>
              <Button tone="primary" icon={<FilePenLine aria-hidden />} submits isBusy={isBusy}>
                {t('letters.sign')}
              </Button>
              <Button icon={<Save aria-hidden />} isBusy={isBusy} onClick={() => keep('open')}>
                {t('letters.save')}
              </Button>
            </div>
            <p className={styles.faint}>{t('letters.signHint')}</p>
          </Stack>
        </form>
        <section aria-label={t('letters.preview')}>
          <Sheet patient={patient.body} letter={shown} day={time.today()} isDraft />
        </section>
      </div>
    </Page>
  )
}
