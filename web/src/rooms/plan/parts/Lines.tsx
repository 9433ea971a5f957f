// SPDX-License-Identifier: Apache-2.0
import { Plus, X } from 'lucide-react'
import { useRef, type ReactElement } from 'react'
import { Button, Card, IconButton, Stack, TextArea, useToast } from '@/design'
import { useText } from '@/text'
import styles from '../Plan.module.css'

/** A list of sentences. */
export function Lines({
  title,
  add,
  none,
  lines,
  isOpen,
  onLines,
}: {
  readonly title: string
  readonly add: string
  readonly none: string
  readonly lines: readonly string[]
  readonly isOpen: boolean
  readonly onLines: (lines: readonly string[]) => void
}): ReactElement {
  const t = useText()
  const say = useToast()
  const place = useRef<HTMLDivElement>(null)
  return (
    <Card title={title}>
      <Stack gap={3}>
        {lines.length === 0 && <p className={styles.soft}>{none}</p>}
        {isOpen ? (
          <div ref={place} className={styles.lines}>
            {lines.map((line, index) => (
              <div key={index} className={styles.line}>
                <TextArea
                  label={`${title} ${String(index + 1)}`}
                  hidesLabel
                  rows={2}
                  value={line}
                  onValue={(next) => onLines(lines.map((one, at) => (at === index ? next : one)))}
                />
                <IconButton
                  size="small"
                  label={t('plan.takeOut', { line: line || title })}
                  icon={<X aria-hidden size={16} />}
                  onClick={() => {
                    onLines(lines.filter((_, at) => at !== index))
                    say({ text: t('plan.takenOut'), undo: () => onLines(lines) })
                  }}
                />
              </div>
            ))}
            <div>
              <Button
                size="small"
                icon={<Plus aria-hidden size={16} />}
                onClick={() => {
                  onLines([...lines, ''])
                  window.setTimeout(() => {
                    const fields = place.current?.querySelectorAll('textarea')
                    fields?.[fields.length - 1]?.focus()
                  })
                }}
              >
                {add}
              </Button>
            </div>
          </div>
        ) : (
          <ul>
            {lines.map((line, index) => (
              <li key={index}>{line}</li>
            ))}
          </ul>
        )}
      </Stack>
    </Card>
  )
}
