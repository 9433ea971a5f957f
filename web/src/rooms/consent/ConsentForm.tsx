// SPDX-License-Identifier: Apache-2.0
import { changed } from '@/api/changed'
import { Printer } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { useDraft } from '@/api/draft'
import { sha256 } from '@/api/digest'
import { asRefusal, newId, useChange, type Entry } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { useMe } from '@/app/session'
import {
  Button,
  Card,
  Checkbox,
  Failed,
  Notice,
  Row,
  Segmented,
  SelectField,
  Stack,
  TextArea,
  TextField,
  useToast,
} from '@/design'
import { useText } from '@/text'
import type { Part } from '../session/wire'
import { consentOf, missingIn, newDraft, type ConsentDraft, type SignatureFile } from './draft'
import { PaperConsent } from './PaperConsent'
import { PlanInWords } from './PlanInWords'
import { SignaturePad } from './SignaturePad'
import { TellPoints } from './TellPoints'
import type { ConsentLibrary } from './useLibrary'
import styles from './consent.module.css'

const givers = ['patient', 'parent', 'guardian', 'attorney'] as const
const ways = ['on_screen', 'on_paper', 'spoken'] as const
const parts: readonly Part[] = ['expect', 'risk', 'course', 'consent']

async function fileOf(png: Blob): Promise<SignatureFile> {
  const bytes = new Uint8Array(await png.arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return {
    name: 'signature.png',
    mediaType: 'image/png',
    blob: await sha256(bytes),
    bytes: bytes.length,
    base64: btoa(binary),
  }
}

export function ConsentForm({
  person,
  plan,
  library,
}: {
  readonly person: Entry<'patient'>
  readonly plan: Entry<'plan'>
  readonly library: ConsentLibrary
}): ReactElement {
  const t = useText()
  const me = useMe()
  const say = useToast()
  const change = useChange()
  const [advice, care, targets, sources] = library
  const [png, setPng] = useState<Blob | null>(null)
  const [refusal, setRefusal] = useState<Refusal>()
  const [isTried, setTried] = useState(false)
  const [id] = useState(newId)
  const {
    value: draft,
    set,
    clear,
  } = useDraft<ConsentDraft>(`consent ${plan.id}`, newDraft(person.body.language ?? t.language))
  const put = (part: Partial<ConsentDraft>): void => set((before) => ({ ...before, ...part }))
  const missing = missingIn(draft, png !== null)
  const shown = advice.items.filter((one) => parts.includes(one.part))
  const lacks = (what: (typeof missing)[number]): string | undefined =>
    isTried && missing.includes(what) ? t(`consent.lacks_${what}`) : undefined

  const save = async (): Promise<void> => {
    setTried(true)
    setRefusal(undefined)
    if (missing.length > 0) return
    try {
      const signature = draft.way === 'on_screen' && png ? await fileOf(png) : undefined
      const body = consentOf(
        draft,
        {
          patient: plan.body.patient,
          plan: plan.id,
          practitioner: me.person ?? plan.body.practitioner,
          knowledge: advice.knowledge,
          at: new Date().toISOString(),
        },
        shown,
        signature,
      )
      await change.mutateAsync({
        writes: [{ kind: 'consent', id, state: 'signed', body }],
        ...(signature ? { blobs: [{ mediaType: signature.mediaType, base64: signature.base64 }] } : {}),
      })
      clear()
      say({ text: t(draft.answer === 'given' ? 'consent.savedGiven' : 'consent.savedRefused'), tone: 'go' })
    } catch (thrown) {
      setRefusal(asRefusal(thrown))
    }
  }

  return (
    <>
      <div className="no-print">
        <Stack>
          <div className={styles.columns}>
            <Stack>
              <PlanInWords plan={plan} care={care.items} targets={targets.items} />
              <TellPoints
                parts={['expect', 'course']}
                title={t('consent.whatItIs')}
                advice={shown}
                sources={sources.items}
                told={draft.told}
                onTold={(told) => put({ told })}
              />
            </Stack>
            <Stack>
              <TellPoints
                parts={['consent']}
                title={t('consent.statements')}
                advice={shown}
                sources={sources.items}
                told={draft.told}
                onTold={(told) => put({ told })}
              />
              <Card title={t('consent.questionsTitle')}>
                <Stack>
                  <details className={styles.asked}>
                    <summary>{t('consent.oftenAsked')}</summary>
                    <dl>
                      {advice.items
                        .filter((one) => one.part === 'question' && one.asked)
                        .map((one) => (
                          <div key={one.id}>
                            <dt>{one.asked}</dt>
                            <dd>{one.text}</dd>
                          </div>
                        ))}
                    </dl>
                  </details>
                  <TextArea
                    label={t('consent.questions')}
                    hint={t('consent.questionsHint')}
                    rows={4}
                    value={draft.questions}
                    onValue={(questions) => put({ questions })}
                    error={refusal?.at('/writes/0/body/questions')}
                  />
                  <Row>
                    <TextField
                      label={t('consent.language')}
                      hint={t('consent.languageHint')}
                      value={draft.language}
                      onValue={(language) => put({ language })}
                      error={refusal?.at('/writes/0/body/language')}
                    />
                    <TextField
                      label={t('consent.interpreter')}
                      hint={
                        person.body.needsInterpreter
                          ? t('consent.interpreterNeeded')
                          : t('consent.interpreterHint')
                      }
                      value={draft.interpreter}
                      onValue={(interpreter) => put({ interpreter })}
                    />
                  </Row>
                </Stack>
              </Card>
            </Stack>
          </div>
          <TellPoints
            parts={['risk']}
            title={t('consent.risks')}
            advice={shown}
            sources={sources.items}
            told={draft.told}
            onTold={(told) => put({ told })}
          />
          <Card title={t('consent.answerTitle')}>
            <Stack>
              <SelectField
                label={t('consent.by')}
                value={draft.givenBy}
                onValue={(value) => put({ givenBy: value || 'patient' })}
                options={givers.map((value) => ({ value, label: t.word(value) }))}
              />
              {draft.givenBy !== 'patient' && (
                <TextField
                  label={t('consent.giverName')}
                  value={draft.giverName}
                  onValue={(giverName) => put({ giverName })}
                  error={lacks('giver') ?? refusal?.at('/writes/0/body/giverName')}
                  required
                />
              )}
              <Segmented
                label={t('consent.answer')}
                size="large"
                value={draft.answer ?? null}
                onValue={(answer) => set((before) => changed(before, { answer: answer ?? undefined }))}
                choices={[
                  { value: 'given', label: t('consent.yes'), tone: 'go' },
                  { value: 'refused', label: t('consent.no'), tone: 'stop' },
                ]}
              />
              {lacks('answer') && <p className={styles.error}>{lacks('answer')}</p>}
              {draft.answer === 'refused' && (
                <TextArea
                  label={t('consent.refusedWhy')}
                  hint={t('consent.refusedHint')}
                  rows={2}
                  value={draft.refusedWhy}
                  onValue={(refusedWhy) => put({ refusedWhy })}
                  error={lacks('why')}
                  required
                />
              )}
              <Segmented
                label={t('consent.way')}
                value={draft.way ?? null}
                onValue={(way) => set((before) => changed(before, { way: way ?? undefined }))}
                choices={ways.map((value) => ({ value, label: t.word(value) }))}
              />
              {lacks('way') && <p className={styles.error}>{lacks('way')}</p>}
              {draft.way === 'on_screen' && <SignaturePad label={t('consent.signature')} onSigned={setPng} />}
              {lacks('signature') && <p className={styles.error}>{lacks('signature')}</p>}
              {draft.way === 'on_paper' && (
                <Notice
                  tone="info"
                  title={t('consent.paperHint')}
                  actions={
                    <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
                      {t('consent.print')}
                    </Button>
                  }
                />
              )}
              <Checkbox
                label={t('consent.copyGiven')}
                isChecked={draft.copyGiven}
                onChecked={(copyGiven) => put({ copyGiven })}
              />
              {lacks('told') && <p className={styles.error}>{lacks('told')}</p>}
              {refusal && <Failed refusal={refusal} />}
              <Row>
                <Button tone="primary" size="large" isBusy={change.isPending} onClick={() => void save()}>
                  {t(draft.answer === 'refused' ? 'consent.saveRefused' : 'consent.save')}
                </Button>
                <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
                  {t('consent.printCopy')}
                </Button>
              </Row>
            </Stack>
          </Card>
        </Stack>
      </div>
      <PaperConsent person={person} plan={plan} library={library} />
    </>
  )
}
