// SPDX-License-Identifier: Apache-2.0
import {
  CalendarDays,
  FileText,
  House,
  Lightbulb,
  MessageSquare,
  Siren,
  UserRound,
  WifiOff,
} from 'lucide-react'
import { useEffect, useRef, type ReactElement } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { Broken } from '@/app/Broken'
import { Empty, LinkButton, Page } from '@/design'
import { useText, type TextKey } from '@/text'
import { AccountPage } from './AccountPage'
import { AfterVisit } from './AfterVisit'
import { BookVisit } from './BookVisit'
import { CalendarFeed } from './CalendarFeed'
import { CheckPage } from './CheckPage'
import { DiaryPage } from './DiaryPage'
import { DiaryEntry } from './DiaryEntry'
import { EmergencyPage } from './EmergencyPage'
import { FormPage } from './FormPage'
import { GoNow } from './GoNow'
import { HomePage } from './HomePage'
import { HouseProvider, useHouse } from './house'
import { Learn } from './Learn'
import { LearnTopic } from './LearnTopic'
import { useClinic } from './library'
import { Messages } from './Messages'
import { MyData } from './MyData'
import { MyPlan } from './MyPlan'
import { MyRecord } from './MyRecord'
import { MePage } from './MePage'
import { RecordSheet } from './RecordSheet'
import { useOnline } from './useOnline'
import { useUnread } from './useUnread'
import { Visits } from './Visits'
import { WaitingList } from './WaitingList'
import styles from './PatientHouse.module.css'

type Place = Readonly<{ to: string; name: TextKey; icon: typeof House; also: readonly string[] }>

/** Where one can go from everywhere; pages that are entered from another light up its place. */
const places: readonly Place[] = [
  { to: '/', name: 'patient.home', icon: House, also: ['/form', '/check', '/diary', '/after', '/plan'] },
  { to: '/visits', name: 'patient.visits', icon: CalendarDays, also: [] },
  { to: '/learn', name: 'patient.learn', icon: Lightbulb, also: [] },
  { to: '/record', name: 'patient.record', icon: FileText, also: [] },
  { to: '/messages', name: 'patient.messages', icon: MessageSquare, also: [] },
]

/** The pages of a patient: their own house, without the clinic's navigation. */
export function PatientHouse(): ReactElement {
  return (
    <HouseProvider>
      <Frame />
    </HouseProvider>
  )
}

function Frame(): ReactElement {
  const t = useText()
  const [location] = useLocation()
  const clinic = useClinic()
  const isOnline = useOnline()
  const main = useRef<HTMLElement>(null)
  const isFirst = useRef(true)
  // Arriving on a page: the reader begins at its title, as after a page load.
  useEffect(() => {
    window.scrollTo(0, 0)
    if (isFirst.current) isFirst.current = false
    else main.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }, [location])
  const isHere = (place: Place): boolean =>
    place.to === '/'
      ? location === '/' || place.also.some((one) => location.startsWith(one))
      : location.startsWith(place.to)
  const isDemonstration = clinic.state === 'ready' && clinic.data.isDemonstration === true
  return (
    <div className={styles.house}>
      <a href="#content" className={styles.skip} onClick={skipToContent}>
        {t('design.skip')}
      </a>
      <header className={styles.top}>
        <Link href="/" className={styles.brand}>
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span>{clinic.state === 'ready' ? clinic.data.name : t('app.name')}</span>
        </Link>
        <Link href="/me" className={styles.me} aria-current={location.startsWith('/me') ? 'page' : undefined}>
          <UserRound aria-hidden size={20} />
          <span>{t('patient.me')}</span>
        </Link>
      </header>
      {/* Who is told to go now need not ask. */}
      {!location.startsWith('/go-now') && (
        <Link href="/emergency" className={styles.emergency}>
          <Siren aria-hidden size={18} />
          <span>{t('patient.isEmergency')}</span>
        </Link>
      )}
      <nav className={styles.places} aria-label={t('patient.places')}>
        <ul>
          {places.map((place) => (
            <li key={place.to}>
              <Link
                href={place.to}
                className={styles.place}
                aria-current={isHere(place) ? 'page' : undefined}
              >
                <span className={styles.sign}>
                  <place.icon aria-hidden size={22} />
                  {place.to === '/messages' && <Unread />}
                </span>
                <span>{t(place.name)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main id="content" ref={main} tabIndex={-1} className={styles.main}>
        {isDemonstration && <p className={styles.demonstration}>{t('app.demonstration')}</p>}
        {!isOnline && (
          <p className={styles.offline} role="status">
            <WifiOff aria-hidden size={18} />
            <span>{t('patient.offline')}</span>
          </p>
        )}
        <AlarmBand location={location} />
        <Broken key={location.split('/')[1]}>
          <Pages />
        </Broken>
      </main>
    </div>
  )
}

function skipToContent(event: { preventDefault: () => void }): void {
  event.preventDefault()
  document.getElementById('content')?.focus()
}

function Unread(): ReactElement | null {
  const t = useText()
  const count = useUnread().length
  if (count === 0) return null
  return (
    <span className={styles.unread}>
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">{t('patient.unread', { count })}</span>
    </span>
  )
}

/** What the answers meant stays one tap away, wherever one goes. */
function AlarmBand({ location }: { readonly location: string }): ReactElement | null {
  const t = useText()
  const { alarm } = useHouse()
  if (!alarm || location.startsWith('/go-now')) return null
  return (
    <Link href="/go-now" className={styles.alarm}>
      <Siren aria-hidden size={22} />
      <span>
        <strong>{t('patient.alarmTitle')}</strong> {t('patient.alarmHint')}
      </span>
    </Link>
  )
}

function Pages(): ReactElement {
  return (
    <Switch>
      <Route path="/" component={HomePage} />
      <Route path="/emergency" component={EmergencyPage} />
      <Route path="/go-now" component={GoNow} />
      <Route path="/form/:step?">{({ step }) => <FormPage step={step ?? ''} />}</Route>
      <Route path="/check/:session/:step?">
        {({ session, step }) => <CheckPage session={session} step={step ?? ''} />}
      </Route>
      <Route path="/learn" component={Learn} />
      <Route path="/learn/:topic">{({ topic }) => <LearnTopic topic={topic} />}</Route>
      <Route path="/plan" component={MyPlan} />
      <Route path="/visits" component={Visits} />
      <Route path="/visits/book">
        <BookVisit />
      </Route>
      <Route path="/visits/move/:appointment">{({ appointment }) => <BookVisit moved={appointment} />}</Route>
      <Route path="/visits/waiting" component={WaitingList} />
      <Route path="/visits/calendar" component={CalendarFeed} />
      <Route path="/after" component={AfterVisit} />
      <Route path="/diary" component={DiaryPage} />
      <Route path="/diary/new" component={DiaryEntry} />
      <Route path="/record" component={MyRecord} />
      <Route path="/record/sheet" component={RecordSheet} />
      <Route path="/messages/*?" component={Messages} />
      <Route path="/me" component={MePage} />
      <Route path="/me/data" component={MyData} />
      <Route path="/me/account" component={AccountPage} />
      <Route path="/today">
        <Redirect to="/" replace />
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  )
}

function NotFound(): ReactElement {
  const t = useText()
  return (
    <Page title={t('app.notFound')} width="text">
      <Empty
        title={t('patient.notFoundHint')}
        action={<LinkButton to="/">{t('patient.toHome')}</LinkButton>}
      />
    </Page>
  )
}
