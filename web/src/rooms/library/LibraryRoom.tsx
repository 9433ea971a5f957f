// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Link, Redirect, Route, Switch } from 'wouter'
import { Page } from '@/design'
import { useText } from '@/text'
import { Claims } from './Claims'
import { EvidenceView } from './evidence/EvidenceView'
import { SourcesView } from './SourcesView'
import { StatementsView } from './StatementsView'
import { tabs, type Tab } from './wire'
import styles from './library.module.css'

/** What the clinic knows: the library's statements with their sources, and the clinic's own word on each. */
export function LibraryRoom(): ReactElement {
  return (
    <Switch>
      <Route path="/library/:tab/:item?">
        {({ tab, item }) => {
          const found = tabs.find((one) => one === tab)
          return found ? <Shelf tab={found} opened={item ?? ''} /> : <Redirect to="/library/rules" replace />
        }}
      </Route>
      <Route>
        <Redirect to="/library/rules" replace />
      </Route>
    </Switch>
  )
}

function Shelf({ tab, opened }: { readonly tab: Tab; readonly opened: string }): ReactElement {
  const t = useText()
  return (
    <Page title={t('library.title')} subtitle={t(`library.intro_${tab}`)}>
      <nav aria-label={t('library.shelves')} className={styles.tabs}>
        {tabs.map((one) => (
          <Link
            key={one}
            href={`/library/${one}`}
            className={styles.tab}
            aria-current={one === tab ? 'page' : undefined}
          >
            {t(`library.tab_${one}`)}
          </Link>
        ))}
      </nav>
      {tab === 'evidence' ? (
        <EvidenceView opened={opened} />
      ) : tab === 'claims' ? (
        <Claims />
      ) : tab === 'sources' ? (
        <SourcesView opened={opened} />
      ) : (
        <StatementsView key={tab} shelf={tab} opened={opened} />
      )}
    </Page>
  )
}
