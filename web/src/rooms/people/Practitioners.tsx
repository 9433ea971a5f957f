// SPDX-License-Identifier: Apache-2.0
import { Plus, Stethoscope } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { useEntries, type Entry } from '@/api/entries'
import { Await, Badge, Button, Card, Empty, Stack, Table } from '@/design'
import { fullName } from '@/record'
import { useText } from '@/text'
import { PractitionerDialog } from './PractitionerDialog'
import styles from './people.module.css'

/** Those who treat here; their names stand on letters, in the diary and beside signatures. */
export function Practitioners(): ReactElement {
  const t = useText()
  const found = useEntries('practitioner', { limit: 200 })
  const [edited, setEdited] = useState<Entry<'practitioner'> | 'new' | null>(null)
  return (
    <Stack>
      <div className={styles.top}>
        <p className={styles.soft}>{t('people.practitionersHint')}</p>
        <Button tone="primary" icon={<Plus aria-hidden />} onClick={() => setEdited('new')}>
          {t('people.addPractitioner')}
        </Button>
      </div>
      <Await of={found} lines={4}>
        {({ entries }) => {
          const shown = entries.filter(({ state }) => state === 'open' || state === 'signed')
          return (
            <Card isFlush>
              {shown.length === 0 ? (
                <Empty icon={<Stethoscope aria-hidden size={28} />} title={t('people.noPractitioners')}>
                  {t('people.noPractitionersHint')}
                </Empty>
              ) : (
                <Table
                  caption={t('people.practitioners')}
                  rows={shown}
                  keyOf={({ id }) => id}
                  columns={[
                    {
                      name: t('people.name'),
                      cell: ({ body }) => (
                        <>
                          <strong>{fullName(body)}</strong>
                          <span className={styles.faint}>{t.word(body.profession)}</span>
                        </>
                      ),
                    },
                    {
                      name: t('people.registrations'),
                      isExtra: true,
                      cell: ({ body }) =>
                        body.registrations?.length ? (
                          body.registrations.map(({ system, value }) => (
                            <span key={`${system ?? ''} ${value}`} className={styles.line}>
                              {[system, value].filter(Boolean).join(' · ')}
                            </span>
                          ))
                        ) : (
                          <span className={styles.soft}>{t('people.noRegistration')}</span>
                        ),
                    },
                    {
                      name: t('people.qualifications'),
                      isExtra: true,
                      cell: ({ body }) => (body.qualifications ?? []).join(', '),
                    },
                    {
                      name: t('people.state'),
                      cell: ({ body }) => (
                        <Badge tone={body.isActive ? 'go' : 'neutral'}>
                          {body.isActive ? t('people.worksHere') : t('people.leftClinic')}
                        </Badge>
                      ),
                    },
                    {
                      name: t('people.actions'),
                      cell: (entry) => (
                        <Button
                          size="small"
                          aria-label={t('people.editOf', { name: fullName(entry.body) })}
                          onClick={() => setEdited(entry)}
                        >
                          {t('people.edit')}
                        </Button>
                      ),
                    },
                  ]}
                />
              )}
            </Card>
          )
        }}
      </Await>
      <PractitionerDialog practitioner={edited} onClose={() => setEdited(null)} />
    </Stack>
  )
}
