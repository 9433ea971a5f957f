// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { TicketLink } from '@/account'
import { asRefusal } from '@/api/entries'
import { Button, Dialog, Failed, Stack } from '@/design'
import { useText } from '@/text'
import { useReset } from './useUsers'
import type { User } from './wire'

/** A link to choose a new password, for somebody who forgot theirs or lost the first link. */
export function ResetDialog({
  user,
  onClose,
}: {
  readonly user: User | null
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  return (
    <Dialog
      title={user ? t('people.resetOf', { login: user.login }) : ''}
      isOpen={user !== null}
      onClose={onClose}
    >
      {user && <Reset user={user} />}
    </Dialog>
  )
}

function Reset({ user }: { readonly user: User }): ReactElement {
  const t = useText()
  const reset = useReset()
  if (reset.data) return <TicketLink told={reset.data} login={user.login} />
  return (
    <Stack>
      <p>{t('people.resetHint', { login: user.login })}</p>
      {reset.error && <Failed refusal={asRefusal(reset.error)} />}
      <div>
        <Button tone="primary" isBusy={reset.isPending} onClick={() => reset.mutate(user.id)}>
          {t('people.makeLink')}
        </Button>
      </div>
    </Stack>
  )
}
