// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import type { Scheme } from '@/api/library'
import type { Refusal } from '@/api/refusal'
import { Button, Columns, Facts, Failed, Field, Notice, Row, SelectField, Stack, TextField } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { useDesk } from '../desk'
import { without } from '../merge'
import type { Scan } from '../wire'
import styles from './parts.module.css'

/** The segmented scan that this patient's body is made from, or the way to add one. */
export function ScanBlock({ schemes }: { readonly schemes: readonly Scheme[] }): ReactElement | null {
  const t = useText()
  const { body, isReadOnly } = useDesk()
  if (!body.scan && isReadOnly) return null
  return (
    <section aria-label={t('assessment.scan')}>
      <h3>{t('assessment.scan')}</h3>
      {body.scan ? (
        <KeptScan scan={body.scan} schemes={schemes} />
      ) : (
        <>
          <p className={styles.hint}>{t('assessment.scanHint')}</p>
          <NewScan schemes={schemes} />
        </>
      )}
    </section>
  )
}

function KeptScan({
  scan,
  schemes,
}: {
  readonly scan: Scan
  readonly schemes: readonly Scheme[]
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { change, isReadOnly } = useDesk()
  return (
    <Stack>
      <Facts
        items={[
          [
            t('assessment.scanTaken'),
            scan.takenOn ? time.day(scan.takenOn, 'year') : t('assessment.notKnown'),
          ],
          [t('assessment.scanScheme'), schemes.find((one) => one.id === scan.scheme)?.title ?? scan.scheme],
          [t('assessment.scanLabels'), scan.labels.name],
          [t('assessment.scanImage'), scan.image?.name ?? t('assessment.scanNoImage')],
        ]}
      />
      <Notice tone="info">{t('assessment.scanUsed')}</Notice>
      {!isReadOnly && (
        <Row>
          <Button tone="quiet" onClick={() => change((before) => without(before, 'scan') as typeof before)}>
            {t('assessment.scanDrop')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

const files = '.nii,.nii.gz,.gz'

function NewScan({ schemes }: { readonly schemes: readonly Scheme[] }): ReactElement {
  const t = useText()
  const { keepScan } = useDesk()
  const [labels, setLabels] = useState<File>()
  const [image, setImage] = useState<File>()
  const [takenOn, setTakenOn] = useState('')
  const [scheme, setScheme] = useState<string>('')
  const [refusal, setRefusal] = useState<Refusal>()
  const [isKeeping, setKeeping] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const keep = async (): Promise<void> => {
    setAsked(true)
    if (!labels || scheme === '') return
    setKeeping(true)
    setRefusal(await keepScan({ labels, image, takenOn, scheme }))
    setKeeping(false)
  }
  const at = (member: string): string | undefined =>
    refusal?.problems.find((one) => one.pointer.endsWith(`/scan/${member}`))?.detail
  return (
    <Stack>
      <Columns width="narrow">
        <FileField
          label={t('assessment.scanLabels')}
          onFile={setLabels}
          error={at('labels') ?? (isAsked && !labels ? t('assessment.scanNoLabels') : undefined)}
        />
        <FileField
          label={t('assessment.scanImage')}
          hint={t('assessment.scanImageHint')}
          onFile={setImage}
          error={at('image')}
        />
        <SelectField
          label={t('assessment.scanScheme')}
          value={scheme}
          empty={t('assessment.chooseScheme')}
          options={schemes.map((one) => ({ value: one.id, label: one.title }))}
          onValue={setScheme}
          error={at('scheme') ?? (isAsked && scheme === '' ? t('assessment.scanNoScheme') : undefined)}
        />
        <TextField
          label={t('assessment.scanTaken')}
          type="date"
          value={takenOn}
          onValue={setTakenOn}
          error={at('takenOn')}
        />
      </Columns>
      {isKeeping && <p role="status">{t('assessment.scanKeeping')}</p>}
      {refusal && !isKeeping && <Failed refusal={refusal} />}
      <Row>
        <Button onClick={() => void keep()} disabled={isKeeping}>
          {t('assessment.scanKeep')}
        </Button>
      </Row>
    </Stack>
  )
}

function FileField({
  label,
  hint,
  error,
  onFile,
}: {
  readonly label: string
  readonly hint?: string
  readonly error: string | undefined
  readonly onFile: (file: File | undefined) => void
}): ReactElement {
  return (
    <Field label={label} error={error} {...(hint !== undefined ? { hint } : {})}>
      {(control) => (
        <input
          {...control}
          type="file"
          accept={files}
          className={styles.file}
          onChange={(event) => onFile(event.target.files?.[0])}
        />
      )}
    </Field>
  )
}
