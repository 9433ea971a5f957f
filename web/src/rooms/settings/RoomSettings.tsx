// SPDX-License-Identifier: Apache-2.0
import { DoorOpen, Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { useEntries, type Entry } from '@/api/entries'
import { Await, Badge, Button, Card, Empty, Stack, Table } from '@/design'
import { useText } from '@/text'
import { RoomDialog } from './RoomDialog'
import styles from './settings.module.css'

/** Where patients are treated. */
export function RoomSettings(): ReactElement {
  const t = useText()
  const found = useEntries('room', { limit: 200 })
  const [edited, setEdited] = useState<Entry<'room'> | 'new' | null>(null)
  return (
    <Stack>
      <div className={styles.top}>
        <p>{t('settings.roomsHint')}</p>
        <Button tone="primary" icon={<Plus aria-hidden />} onClick={() => setEdited('new')}>
          {t('settings.addRoom')}
        </Button>
      </div>
      <Await of={found}>
        {({ entries }) => {
          const shown = entries.filter(({ state }) => state === 'open' || state === 'signed')
          return (
            <Card isFlush>
              {shown.length === 0 ? (
                <Empty icon={<DoorOpen aria-hidden size={28} />} title={t('settings.noRooms')}>
                  {t('settings.noRoomsHint')}
                </Empty>
              ) : (
                <Table
                  caption={t('settings.rooms')}
                  rows={shown}
                  keyOf={({ id }) => id}
                  columns={[
                    {
                      name: t('settings.room'),
                      cell: ({ body }) => (
                        <>
                          <strong>{body.name}</strong>
                          <span className={styles.faint}>{body.place}</span>
                        </>
                      ),
                    },
                    {
                      name: t('settings.equipment'),
                      cell: ({ body }) => (body.equipment ?? []).join(', '),
                    },
                    {
                      name: t('settings.state'),
                      cell: ({ body }) => (
                        <Badge tone={body.isActive ? 'go' : 'neutral'}>
                          {body.isActive ? t('settings.inUse') : t('settings.notInUse')}
                        </Badge>
                      ),
                    },
                    {
                      name: t('settings.actions'),
                      cell: (entry) => (
                        <Button
                          size="small"
                          aria-label={t('settings.editOf', { name: entry.body.name })}
                          onClick={() => setEdited(entry)}
                        >
                          {t('settings.edit')}
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
      <RoomDialog room={edited} onClose={() => setEdited(null)} />
    </Stack>
  )
}
