// SPDX-License-Identifier: Apache-2.0
import { Download, Eye } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { askResponse } from '@/api/client'
import { asRefusal } from '@/api/entries'
import type { Refusal } from '@/api/refusal'
import { save } from '@/api/save'
import { Button, Failed, Row, SelectField, Table } from '@/design'
import { useText } from '@/text'
import { readCohort, type Preview } from './cohort'
import { Figure } from './Figure'
import type { Figures } from './wire'
import styles from './figures.module.css'

/** Among how many persons everybody has to stand; the server takes 5 to 100. */
const choices = ['5', '10', '20', '50'] as const
const shownRows = 5

type State =
  | Readonly<{ is: 'idle' | 'busy' }>
  | Readonly<{ is: 'made'; text: string; preview: Preview }>
  | Readonly<{ is: 'failed'; refusal: Refusal }>

/** The courses of the period without anybody's name: looked at first, then given away. */
export function CohortCard({ figures }: { readonly figures: Figures }): ReactElement {
  const t = useText()
  const { from, to } = figures.period
  const [k, setK] = useState<string>(choices[0])
  const [state, setState] = useState<State>({ is: 'idle' })
  const make = async (): Promise<void> => {
    setState({ is: 'busy' })
    try {
      const answer = await askResponse('GET', '/api/v1/quality/cohort', { query: { from, to, k } })
      const text = await answer.text()
      setState({ is: 'made', text, preview: readCohort(text) })
    } catch (thrown) {
      setState({ is: 'failed', refusal: asRefusal(thrown) })
    }
  }
  return (
    <Figure title={t('figures.cohort')} isNotFor={[figures.isNotFor.cohort]}>
      <p>{t('figures.cohortHint')}</p>
      <Row gap={3}>
        <SelectField
          label={t('figures.k')}
          value={k}
          onValue={(value) => {
            setK(value)
            setState({ is: 'idle' })
          }}
          options={choices.map((value) => ({ value, label: t('figures.persons', { count: Number(value) }) }))}
        />
        <Button icon={<Eye aria-hidden />} isBusy={state.is === 'busy'} onClick={() => void make()}>
          {t('figures.lookFirst')}
        </Button>
        {state.is === 'made' && (
          <Button
            tone="primary"
            icon={<Download aria-hidden />}
            onClick={() => save(`cohort-${from}-${to}.csv`, 'text/csv', state.text)}
          >
            {t('figures.download')}
          </Button>
        )}
      </Row>
      {state.is === 'failed' && <Failed refusal={state.refusal} />}
      {state.is === 'made' && <Shown preview={state.preview} />}
    </Figure>
  )
}

function Shown({ preview: { said, columns, rows } }: { readonly preview: Preview }): ReactElement {
  const t = useText()
  return (
    <div className={styles.stack} role="status">
      <ul className={styles.plain}>
        {said.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {rows.length === 0 ? (
        <p>{t('figures.nobodyLeft')}</p>
      ) : (
        <>
          <p className={styles.soft}>
            {t('figures.rowsShown', { shown: Math.min(shownRows, rows.length), all: rows.length })}
          </p>
          <Table
            caption={t('figures.cohortRows')}
            isDense
            rows={rows.slice(0, shownRows)}
            keyOf={(_, index) => String(index)}
            columns={columns.map((name, index) => ({
              name,
              cell: (row: readonly string[]) => row[index] ?? '',
            }))}
          />
        </>
      )}
    </div>
  )
}
