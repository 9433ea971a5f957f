// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { LogOut, Menu as MenuSign, Moon, Search, Sun, SunMoon, UserRound, X } from 'lucide-react'
import { useEffect, useState, type ReactElement, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useEntries } from '@/api/entries'
import { useUnsent } from '@/api/useOutbox'
import { Badge, IconButton, Menu } from '@/design'
import { GlassBanner } from '@/record/glass'
import { useText } from '@/text'
import { rooms, type Room } from './rooms'
import { useSession, type Me } from './session'
import { useTheme, type Theme } from './theme'
import styles from './Shell.module.css'

const nextTheme: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' }
const themeSigns = { system: SunMoon, light: Sun, dark: Moon } as const

/** The frame around the clinic's pages: where one can go, who is here, and which clinic this is. */
export function Shell({ me, children }: { readonly me: Me; readonly children: ReactNode }): ReactElement {
  const t = useText()
  const { logOut } = useSession()
  const [isOpen, setOpen] = useState(false)
  const [location, go] = useLocation()
  const [theme, setTheme] = useTheme()
  const clinics = useEntries('clinic', { limit: 1 })
  const clinic = clinics.state === 'ready' ? clinics.data.entries[0]?.body : undefined
  const ThemeSign = themeSigns[theme]
  const unsent = useUnsent()

  // Arriving on a page: the reader begins at its title, as after a page load.
  useEffect(() => {
    setOpen(false)
    window.scrollTo(0, 0)
  }, [location])
  useEffect(() => {
    const find = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key === 'k') {
        event.preventDefault()
        go('/patients')
        window.setTimeout(() => document.querySelector<HTMLInputElement>('[data-patient-search]')?.focus())
      }
    }
    window.addEventListener('keydown', find)
    return () => window.removeEventListener('keydown', find)
  }, [go])

  const shown = rooms.filter((room) => room.menu && room.who.includes(me.role))
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip} onClick={skipToContent}>
        {t('design.skip')}
      </a>
      <header className={styles.top}>
        <div className={styles.narrowOnly}>
          <IconButton
            label={t('app.menu')}
            icon={isOpen ? <X aria-hidden /> : <MenuSign aria-hidden />}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
        </div>
        <Link href="/today" className={styles.brand}>
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span>{clinic?.name ?? t('app.name')}</span>
        </Link>
        <div className={styles.tools}>
          {unsent > 0 && <Badge tone="caution">{t('app.unsentCount', { count: unsent })}</Badge>}
          <Link href="/patients" className={styles.search} aria-label={t('app.search')}>
            <Search aria-hidden size={16} />
            <span>{t('app.search')}</span>
            <kbd>{t('app.searchKeys')}</kbd>
          </Link>
          <IconButton
            label={t('app.theme', { theme: t(`app.${theme}`) })}
            icon={<ThemeSign aria-hidden />}
            onClick={() => setTheme(nextTheme[theme])}
          />
          <Menu
            label={t('app.account', { login: me.login })}
            button={
              <span className={styles.account}>
                <UserRound aria-hidden size={18} />
                <span>{me.login}</span>
              </span>
            }
            actions={[
              { label: t('app.logOut'), icon: <LogOut aria-hidden />, onSelect: () => void logOut() },
            ]}
          />
        </div>
      </header>
      {clinic?.isDemonstration && <p className={styles.demonstration}>{t('app.demonstration')}</p>}
      <nav className={clsx(styles.side, isOpen && styles.open)} aria-label={t('app.clinicNavigation')}>
        {(['work', 'clinic'] as const).map((part) => (
          <ul key={part}>
            {shown
              .filter((room) => room.menu?.part === part)
              .map((room) => (
                <li key={room.path}>
                  <RoomLink room={room} location={location} />
                </li>
              ))}
          </ul>
        ))}
        <p className={styles.fineprint}>{t('app.researchOnly')}</p>
      </nav>
      <main id="content" tabIndex={-1} className={styles.main}>
        <GlassBanner />
        {children}
      </main>
    </div>
  )
}

function skipToContent(event: { preventDefault: () => void }): void {
  event.preventDefault()
  document.getElementById('content')?.focus()
}

function RoomLink({
  room,
  location,
}: {
  readonly room: Room
  readonly location: string
}): ReactElement | null {
  const t = useText()
  if (!room.menu) return null
  const home = room.path.replace('/*?', '')
  const Icon = room.menu.icon
  return (
    <Link href={home} className={styles.link} aria-current={location.startsWith(home) ? 'page' : undefined}>
      <Icon aria-hidden size={20} />
      <span>{t(room.menu.name)}</span>
    </Link>
  )
}
