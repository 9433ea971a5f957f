// SPDX-License-Identifier: Apache-2.0
import { Download, FileText, Image } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { askResponse } from '@/api/client'
import { asRefusal, type Entry } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { Button, Card, Empty, Failed } from '@/design'
import { useText } from '@/text'
import styles from '../Plan.module.css'

type PlanFile = NonNullable<Entry<'plan'>['body']['documents']>[number]
const kiB = 1024
const keptOpenMs = 60_000

/** The plan's pages and pictures. Those for people come first; data files are one step away. */
export function Documents({ plan }: { readonly plan: Entry<'plan'> }): ReactElement {
  const t = useText()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const all = plan.body.documents ?? []
  const isForPeople = (one: PlanFile): boolean =>
    one.mediaType === 'application/pdf' || one.mediaType.startsWith('image/')
  const save = (one: PlanFile): void => {
    setRefusal(null)
    askResponse('GET', `/api/v1/plans/${plan.id}/documents/${one.blob}`)
      .then(async (response) => {
        const address = URL.createObjectURL(await response.blob())
        const link = window.document.createElement('a')
        link.href = address
        link.download = one.name.replaceAll('/', '-')
        link.click()
        window.setTimeout(() => URL.revokeObjectURL(address), keptOpenMs)
      })
      .catch((thrown: unknown) => setRefusal(asRefusal(thrown)))
  }
  const list = (files: readonly PlanFile[]): ReactElement => (
    <ul className={styles.files}>
      {files.map((one) => (
        <li key={one.blob + one.name}>
          {isForPeople(one) ? (
            <a
              className={styles.file}
              href={`/api/v1/plans/${plan.id}/documents/${one.blob}`}
              target="_blank"
              rel="noopener"
            >
              {one.mediaType === 'application/pdf' ? (
                <FileText aria-hidden size={16} />
              ) : (
                <Image aria-hidden size={16} />
              )}
              <span>{one.name.replace('figures/', '')}</span>
              <span className="visually-hidden">{t('plan.newTab')}</span>
            </a>
          ) : (
            <Button
              size="small"
              tone="quiet"
              icon={<Download aria-hidden size={16} />}
              onClick={() => save(one)}
            >
              {one.name}
            </Button>
          )}
          <span className={styles.soft}>
            {one.bytes !== undefined ? t('plan.kib', { kib: Math.ceil(one.bytes / kiB) }) : ''}
          </span>
        </li>
      ))}
    </ul>
  )
  const data = all.filter((one) => !isForPeople(one))
  return (
    <Card title={t('plan.documents')}>
      {all.length === 0 && <Empty title={t('plan.documentsNone')} />}
      {refusal && <Failed refusal={refusal} />}
      {list(all.filter(isForPeople))}
      {data.length > 0 && (
        <details>
          <summary>{t('plan.dataFiles', { count: data.length })}</summary>
          {list(data)}
        </details>
      )}
    </Card>
  )
}
