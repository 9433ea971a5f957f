// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plug } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { CopyButton } from '@/account'
import { ask, type Reply } from '@/api/client'
import { asRefusal, loadedOf } from '@/api/entries'
import { Await, Badge, Button, Card, Dialog, Empty, Failed, Notice, Stack, useToast } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { readScopes, type ReadScope } from './scopes'
import { TokenForm, type NewToken } from './TokenForm'
import type { Token, User } from './wire'
import styles from './people.module.css'

/** What lets a program in, in place of a password. */
export function TokensDialog({
  user,
  onClose,
}: {
  readonly user: User | null
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  return (
    <Dialog
      title={user ? t('people.tokensOf', { login: user.login }) : ''}
      isOpen={user !== null}
      onClose={onClose}
      shape="wide"
    >
      {user && <Tokens user={user} />}
    </Dialog>
  )
}

function Tokens({ user }: { readonly user: User }): ReactElement {
  const t = useText()
  const say = useToast()
  const queries = useQueryClient()
  const [isMaking, setMaking] = useState(false)
  const route = `/api/v1/users/${user.id}/tokens`
  const key = ['tokens', user.id]
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: key })
  const found = loadedOf(
    useQuery({
      queryKey: key,
      queryFn: async () => (await ask<Reply<'/api/v1/users/{id}/tokens', 'get'>>('GET', route)).tokens,
    }),
  )
  const make = useMutation({
    mutationFn: (body: NewToken) => ask<Reply<'/api/v1/users/{id}/tokens', 'post'>>('POST', route, { body }),
    onSuccess: () => {
      setMaking(false)
      return refresh()
    },
  })
  const revoke = useMutation({
    mutationFn: (digest: string) => ask('DELETE', `${route}/${digest}`),
    onSuccess: () => {
      say({ text: t('people.tokenGone'), tone: 'go' })
      return refresh()
    },
  })
  return (
    <Stack>
      <p>{t('people.tokensHint')}</p>
      {make.data && (
        <Notice tone="caution" title={t('people.tokenOnce')} isLive>
          <Stack gap={3}>
            <p className={styles.secret}>{make.data.token}</p>
            <div>
              <CopyButton text={make.data.token} label={t('people.copyToken')} />
            </div>
          </Stack>
        </Notice>
      )}
      {revoke.error && <Failed refusal={asRefusal(revoke.error)} />}
      <Await of={found}>
        {(tokens) =>
          tokens.length === 0 ? (
            <Empty icon={<Plug aria-hidden size={28} />} title={t('people.noTokens')} />
          ) : (
            <ul className={styles.tokens}>
              {tokens.map((token) => (
                <li key={token.digest}>
                  <TokenItem token={token} onRevoke={() => revoke.mutate(token.digest)} />
                </li>
              ))}
            </ul>
          )
        }
      </Await>
      {isMaking ? (
        <Card title={t('people.newToken')} level={3}>
          <TokenForm
            onMake={(token) => make.mutate(token)}
            isBusy={make.isPending}
            refusal={make.error ? asRefusal(make.error) : null}
          />
        </Card>
      ) : (
        <div>
          <Button
            tone="primary"
            onClick={() => {
              make.reset()
              setMaking(true)
            }}
          >
            {t('people.newToken')}
          </Button>
        </div>
      )}
    </Stack>
  )
}

function TokenItem({
  token,
  onRevoke,
}: {
  readonly token: Token
  readonly onRevoke: () => void
}): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const dayOf = (at: string): string => time.day(time.local(at).day, 'year')
  const inWords = ({ resource, reach, letters }: ReadScope): string =>
    reach === 'other'
      ? t('people.scopeLetters', { what: t(`people.on_${resource}`), letters })
      : t(reach === 'read' ? 'people.scopeRead' : 'people.scopeWrite', { what: t(`people.on_${resource}`) })
  return (
    <>
      <div>
        <strong>{token.note}</strong>
        {Date.parse(token.expires) < Date.now() && <Badge tone="caution">{t('people.tokenOver')}</Badge>}
        <span className={styles.faint}>{readScopes(token.scopes).map(inWords).join(' · ')}</span>
        <span className={styles.faint}>
          {t('people.tokenDays', {
            made: dayOf(token.made),
            expires: dayOf(token.expires),
            used: time.moment(token.lastUsed),
          })}
        </span>
      </div>
      <Button
        size="small"
        tone="danger"
        aria-label={t('people.revokeOf', { note: token.note })}
        onClick={onRevoke}
      >
        {t('people.revoke')}
      </Button>
    </>
  )
}
