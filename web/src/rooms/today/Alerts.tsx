// SPDX-License-Identifier: Apache-2.0
import { ChevronRight } from 'lucide-react'
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { useEntries } from '@/api/entries'
import { may, useMe } from '@/app/session'
import { Failed, ToneSign, type Tone } from '@/design'
import { lotExpiresSoonDays } from '@/app/waiting'
import { inOrder, placeOf, useClinicTime, warningsOf, type LotWarning } from '@/record'
import { useText } from '@/text'
import styles from './today.module.css'

type Alert = Readonly<{ key: string; tone: Tone; text: string; to: string }>

/** What must not be missed; nothing is shown when there is nothing. */
export function Alerts(): ReactElement | null {
  const t = useText()
  const me = useMe()
  const time = useClinicTime()
  const today = time.today()
  const isClinical = may(me, 'task', 'see')
  const open = { status: 'waiting,in_progress', limit: 100 }
  const emergencies = useEntries('task', { ...open, what: 'emergency_question' }, isClinical)
  const urgent = useEntries('task', { ...open, what: 'urgent_answer' }, isClinical)
  const reports = useEntries('task', { ...open, what: 'report_event' }, isClinical)
  const wishes = useEntries(
    'appointment',
    { status: 'proposed', limit: 100 },
    may(me, 'appointment', 'change'),
  )
  const lots = useEntries('stock', { status: 'in_use', limit: 200 }, may(me, 'stock', 'see'))
  const failed = [emergencies, urgent, reports, wishes, lots].find((one) => one.state === 'failed')

  const alerts: Alert[] = []
  const first = (id: string | undefined, about: string | undefined): string =>
    id === undefined ? '/today' : about === undefined ? `/patients/${id}` : `/patients/${id}/${about}`
  if (urgent.state === 'ready' && urgent.data.entries.length > 0) {
    const [worst] = inOrder(urgent.data.entries)
    alerts.push({
      key: 'answers',
      tone: worst?.body.priority === 'urgent' ? 'emergency' : 'stop',
      text: t('today.answers', { count: urgent.data.entries.length }),
      to: (worst && placeOf(worst)) ?? '/today',
    })
  }
  if (emergencies.state === 'ready' && emergencies.data.entries.length > 0) {
    const body = emergencies.data.entries[0]?.body
    alerts.push({
      key: 'emergency',
      tone: 'emergency',
      text: t('today.emergencies', { count: emergencies.data.entries.length }),
      to: first(body?.patient, body?.about && `assessments/${body.about}`),
    })
  }
  if (reports.state === 'ready' && reports.data.entries.length > 0) {
    const body = reports.data.entries[0]?.body
    alerts.push({
      key: 'report',
      tone: 'stop',
      text: t('today.reports', { count: reports.data.entries.length }),
      to: first(body?.patient, body?.about && `entries/${body.about}`),
    })
  }
  if (wishes.state === 'ready' && wishes.data.entries.length > 0)
    alerts.push({
      key: 'wishes',
      tone: 'ask',
      text: t('today.wishes', { count: wishes.data.entries.length }),
      to: '/diary',
    })
  if (lots.state === 'ready') {
    const bodies = lots.data.entries.map((one) => one.body)
    const counted = (warning: LotWarning): number =>
      bodies.filter((lot) => warningsOf(lot, today).includes(warning)).length
    const expired = counted('expired')
    const soon = counted('expiring')
    const few = counted('few')
    if (expired > 0)
      alerts.push({
        key: 'expired',
        tone: 'stop',
        text: t('today.expired', { count: expired }),
        to: '/stock',
      })
    if (soon > 0)
      alerts.push({
        key: 'soon',
        tone: 'caution',
        text: t('today.expiring', { count: soon, days: lotExpiresSoonDays }),
        to: '/stock',
      })
    if (few > 0)
      alerts.push({ key: 'few', tone: 'caution', text: t('today.few', { count: few }), to: '/stock' })
  }
  if (alerts.length === 0) return failed?.state === 'failed' ? <Failed refusal={failed.refusal} /> : null
  return (
    <section aria-label={t('today.alerts')}>
      <ul className={styles.alerts}>
        {alerts.map(({ key, tone, text, to }) => (
          <li key={key}>
            <Link href={to} className={`${styles.alert ?? ''} ${styles[tone] ?? ''}`}>
              <ToneSign tone={tone} size={18} />
              <span>{text}</span>
              <ChevronRight aria-hidden size={16} className={styles.go} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
