// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import { Field, Stack, TextArea } from '@/design'
import { useText } from '@/text'
import styles from './evidence.module.css'

const mostBytes = 262_144

/** A table, pasted or from a file. */
export function TableField({
  label,
  hint,
  value,
  onValue,
  error,
}: {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly onValue: (value: string) => void
  readonly error: string | undefined
}): ReactElement {
  const t = useText()
  const [isLarge, setLarge] = useState(false)
  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return
    setLarge(file.size > mostBytes)
    if (file.size <= mostBytes) onValue(await file.text())
  }
  return (
    <Stack gap={3}>
      <TextArea
        label={label}
        hint={hint}
        rows={8}
        spellCheck={false}
        wrap="off"
        className={styles.table}
        value={value}
        onValue={onValue}
        error={error}
        required
      />
      <Field label={t('evidence.file')} error={isLarge ? t('evidence.fileLarge') : undefined}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            className={styles.file}
            onChange={(event) => void read(event.target.files?.[0])}
          />
        )}
      </Field>
    </Stack>
  )
}

/** What is wrong with a table, each slip with its line, and what to do. */
export function TableFaults({
  problems,
}: {
  readonly problems: readonly Readonly<{ detail: string; hint: string }>[]
}): ReactElement | null {
  const t = useText()
  if (problems.length === 0) return null
  return (
    <div role="alert" className={styles.faults}>
      <p>{t('evidence.faults', { count: problems.length })}</p>
      <ul>
        {problems.map((one, index) => (
          <li key={index}>
            {one.detail} <span className={styles.soft}>{one.hint}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
