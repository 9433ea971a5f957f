// SPDX-License-Identifier: Apache-2.0
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Suspense, useState, type ReactElement } from 'react'
import { Redirect, Route, Router, Switch } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { useLiveUpdates } from '@/api/events'
import { Refusal } from '@/api/refusal'
import { Empty, Failed, LinkButton, Page, Skeleton, Toasts } from '@/design'
import { Invitation } from '@/rooms/login/Invitation'
import { LogIn } from '@/rooms/login/LogIn'
import { TextProvider, useText } from '@/text'
import { Broken } from './Broken'
import { PatientHouse, rooms } from './rooms'
import { SessionProvider, useSession, type Me } from './session'
import { Shell } from './Shell'
import { useTheme } from './theme'

const staleMs = 10_000
const mostTries = 2

function newQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: staleMs,
        // What the server refused, it refuses again.
        retry: (count, error) =>
          count < mostTries && (!(error instanceof Refusal) || error.kind === 'failed'),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
}

export function App(): ReactElement {
  const [queries] = useState(newQueries)
  useTheme()
  return (
    <TextProvider>
      <QueryClientProvider client={queries}>
        <SessionProvider>
          <Router hook={useHashLocation}>
            <Toasts>
              <Broken>
                <Doors />
              </Broken>
            </Toasts>
          </Router>
        </SessionProvider>
      </QueryClientProvider>
    </TextProvider>
  )
}

/** Who may go where: everybody to an invitation, who is logged in to their house. */
function Doors(): ReactElement {
  return (
    <Switch>
      <Route path="/invitation/:ticket">{({ ticket }) => <Invitation ticket={ticket} />}</Route>
      <Route>
        <House />
      </Route>
    </Switch>
  )
}

function House(): ReactElement {
  const { who, again } = useSession()
  useLiveUpdates(who.state === 'somebody')
  switch (who.state) {
    case 'loading':
      return <Skeleton />
    case 'nobody':
      return <LogIn />
    case 'failed':
      return <Failed refusal={who.refusal} retry={again} />
    case 'somebody':
      if (who.me.role === 'patient')
        return (
          <Suspense fallback={<Skeleton />}>
            <PatientHouse />
          </Suspense>
        )
      return (
        <Broken>
          <Suspense fallback={<Skeleton lines={6} />}>
            <Switch>
              {rooms
                .filter((room) => room.isAlone && room.who.includes(who.me.role))
                .map(({ path, Component }) => (
                  <Route key={path} path={path}>
                    <Component />
                  </Route>
                ))}
              <Route>
                <RoomsInShell me={who.me} />
              </Route>
            </Switch>
          </Suspense>
        </Broken>
      )
  }
}

function RoomsInShell({ me }: { readonly me: Me }): ReactElement {
  return (
    <Shell me={me}>
      <Broken>
        <Suspense fallback={<Skeleton lines={6} />}>
          <Switch>
            <Route path="/">
              <Redirect to="/today" replace />
            </Route>
            {rooms.map(({ path, who: allowed, Component }) => (
              <Route key={path} path={path}>
                {allowed.includes(me.role) ? <Component /> : <NotForYou />}
              </Route>
            ))}
            <Route>
              <NotFound />
            </Route>
          </Switch>
        </Suspense>
      </Broken>
    </Shell>
  )
}

function NotForYou(): ReactElement {
  const t = useText()
  return (
    <Page title={t('app.notForYou')}>
      <Empty
        title={t('app.notForYouHint')}
        action={<LinkButton to="/today">{t('app.toToday')}</LinkButton>}
      />
    </Page>
  )
}

function NotFound(): ReactElement {
  const t = useText()
  return (
    <Page title={t('app.notFound')}>
      <Empty title={t('app.notFoundHint')} action={<LinkButton to="/today">{t('app.toToday')}</LinkButton>} />
    </Page>
  )
}
