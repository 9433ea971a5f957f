// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query'
import type { Body, Kind } from '@/api/entries'
import { everyUser } from '@/api/users'
import { useMe } from '@/app/session'
import { fullName, usePractitioners } from '@/record'
import { useText } from '@/text'

type Written = Readonly<{ by: string; kind: Kind; body?: unknown }>
/** Who wrote a version, as far as this reader may know: accounts by name are the lead's to see; others are told the
 *  practitioner it is of. */
export function useWriter(): (entry: Written) => string {
  const t = useText()
  const me = useMe()
  const practitioners = usePractitioners()
  const users = useQuery({
    ...everyUser,
    enabled: me.role === 'lead',
    staleTime: 600_000,
  })
  const nameOf = (person: string | undefined): string => fullName(practitioners.get(person ?? '') ?? {})
  return ({ by, body }) => {
    if (by === me.account) return t('patients.you')
    if (by === 'system') return t('patients.system')
    const user = users.data?.find((one) => one.id === by)
    if (user) return nameOf(user.person) || user.login
    return nameOf((body as Partial<Body<'session'>> | undefined)?.practitioner) || t('patients.someone')
  }
}
