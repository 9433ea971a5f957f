// SPDX-License-Identifier: Apache-2.0
import { Check, X } from 'lucide-react'
import { useState, type FormEvent, type ReactElement } from 'react'
import { Link } from 'wouter'
import { asRefusal, useWrite, type Body, type Entry } from '@/api/entries'
import { may, useMe } from '@/app/session'
import { Badge, Button, Failed, IconButton, TextField, useToast, type Tone } from '@/design'
import { useText } from '@/text'
import { useClinicTime } from './clinicTime'
import { fullName } from './names'
import styles from './TaskList.module.css'

type Task = Entry<'task'>

const tones: Readonly<Record<NonNullable<Body<'task'>['priority']>, Tone>> = {
  urgent: 'stop',
  soon: 'caution',
  routine: 'neutral',
}
const ranks = { urgent: 0, soon: 1, routine: 2 } as const

/** Urgent ones first, then what has been due for longest. */
export function inOrder(tasks: readonly Task[]): readonly Task[] {
  const rank = (task: Task): number => ranks[task.body.priority ?? 'routine']
  return [...tasks].sort((a, b) => rank(a) - rank(b) || Date.parse(a.body.due) - Date.parse(b.body.due))
}

/** Where a task is done. */
export function placeOf({ body }: Task): string | undefined {
  if (!body.patient) return undefined
  const home = `/patients/${body.patient}`
  const about = body.about
  switch (body.what as string) {
    case 'check_after_session':
      return about ? `${home}/sessions/${about}` : home
    case 'emergency_question':
    case 'urgent_answer':
      return about ? `${home}/assessments/${about}` : home
    case 'reassess':
    case 'overdue_review':
    case 'fill_in_form':
      return `${home}/outcomes`
    default:
      return about ? `${home}/entries/${about}` : home
  }
}

/** What is to be done, each with what it leads to; done in two presses, with a word on what came of it. */
export function TaskList({
  tasks,
  patients,
}: {
  readonly tasks: readonly Task[]
  /** Whose they are, where the list is not one patient's. */
  readonly patients?: ReadonlyMap<string, Entry<'patient'>>
}): ReactElement {
  return (
    <ul className={styles.tasks}>
      {inOrder(tasks).map((task) => (
        <TaskLine
          key={task.id}
          task={task}
          {...(patients ? { patient: patients.get(task.body.patient ?? '') } : {})}
        />
      ))}
    </ul>
  )
}

function TaskLine({
  task,
  patient,
}: {
  readonly task: Task
  readonly patient?: Entry<'patient'> | undefined
}): ReactElement {
  const t = useText()
  const me = useMe()
  const time = useClinicTime()
  const say = useToast()
  const write = useWrite('task')
  const [isAsking, setAsking] = useState(false)
  const [result, setResult] = useState('')
  const { body } = task
  const priority = body.priority ?? 'routine'
  const isLate = Date.parse(body.due) < Date.now()
  const due = time.local(body.due)
  const place = placeOf(task)
  const refusal = write.error ? asRefusal(write.error) : null

  const end = (status: 'done' | 'cancelled', words: string): void => {
    write.mutate(
      {
        id: task.id,
        follows: task.version,
        body: {
          ...body,
          status,
          ...(status === 'done'
            ? { doneAt: new Date().toISOString(), ...(me.person ? { doneBy: me.person } : {}) }
            : {}),
          ...(words ? { result: words } : {}),
        },
      },
      {
        onSuccess: (written) => {
          setAsking(false)
          say({
            text: t(status === 'done' ? 'today.taskDone' : 'today.taskCancelled'),
            tone: 'go',
            undo: () => write.mutate({ id: task.id, follows: written.version, body }),
          })
        },
      },
    )
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    end('done', result.trim())
  }
  const title = t.word(body.what)
  return (
    <li className={styles.task}>
      <div className={styles.words}>
        <div className={styles.head}>
          {priority !== 'routine' && <Badge tone={tones[priority]}>{t.word(priority)}</Badge>}
          {place ? (
            <Link href={place} className={styles.title}>
              {title}
            </Link>
          ) : (
            <span className={styles.title}>{title}</span>
          )}
        </div>
        {patient && (
          <Link href={`/patients/${patient.id}`} className={styles.patient}>
            {patient.withheld ? t('patients.withheld') : fullName(patient.body)}
          </Link>
        )}
        {body.text && <p>{body.text}</p>}
        <p className={isLate ? styles.late : styles.due}>
          {t(isLate ? 'today.dueSince' : 'today.dueBy', {
            when: `${time.day(due.day)}, ${time.time(body.due)}`,
          })}
        </p>
      </div>
      {may(me, 'task', 'change') && !isAsking && (
        <div className={styles.actions}>
          <IconButton
            label={t('today.finish', { task: title })}
            icon={<Check aria-hidden />}
            onClick={() => setAsking(true)}
          />
          <IconButton
            label={t('today.drop', { task: title })}
            icon={<X aria-hidden />}
            onClick={() => end('cancelled', '')}
          />
        </div>
      )}
      {isAsking && (
        <form className={styles.result} onSubmit={submit}>
          <TextField
            label={t('today.result')}
            value={result}
            onValue={setResult}
            error={refusal?.at('/body/result')}
            ref={(input) => input?.focus()}
          />
          <div className={styles.actions}>
            <Button size="small" tone="primary" submits isBusy={write.isPending}>
              {t('today.done')}
            </Button>
            <Button size="small" tone="quiet" onClick={() => setAsking(false)}>
              {t('today.notYet')}
            </Button>
          </div>
        </form>
      )}
      {refusal && refusal.at('/body/result') === undefined && <Failed refusal={refusal} />}
    </li>
  )
}
