// SPDX-License-Identifier: Apache-2.0
import { ListChecks } from 'lucide-react'
import type { ReactElement } from 'react'
import { Await, Badge, Card, Empty } from '@/design'
import { TaskList } from '@/record'
import { useText } from '@/text'
import { useTasksDue } from './useToday'

/** What is due, urgent first. What is urgent is everybody's. */
export function Tasks({ practitioner }: { readonly practitioner: string | undefined }): ReactElement {
  const t = useText()
  const tasks = useTasksDue(practitioner)
  return (
    <Card
      title={t('today.tasks')}
      isFlush
      actions={
        tasks.state === 'ready' && tasks.data.entries.length > 0 && <Badge>{tasks.data.entries.length}</Badge>
      }
    >
      <Await of={tasks} lines={4}>
        {({ entries, patients }) =>
          entries.length === 0 ? (
            <Empty icon={<ListChecks aria-hidden size={24} />} title={t('today.nothingDue')} />
          ) : (
            <TaskList tasks={entries} patients={patients} />
          )
        }
      </Await>
    </Card>
  )
}
