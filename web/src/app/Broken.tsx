// SPDX-License-Identifier: Apache-2.0
import { Component, type ReactElement, type ReactNode } from 'react'
import { Button, Notice } from '@/design'
import { useText } from '@/text'

type Props = Readonly<{ children: ReactNode }>
type State = Readonly<{ thrown: Error | null }>

/** Keeps a fault of ours from taking everything with it. */
export class Broken extends Component<Props, State> {
  override state: State = { thrown: null }

  static getDerivedStateFromError(thrown: Error): State {
    return { thrown }
  }

  override render(): ReactNode {
    return this.state.thrown ? <Apology message={this.state.thrown.message} /> : this.props.children
  }
}

function Apology({ message }: { readonly message: string }): ReactElement {
  const t = useText()
  return (
    <Notice
      tone="stop"
      title={t('app.broken')}
      isLive
      actions={<Button onClick={() => window.location.reload()}>{t('app.reload')}</Button>}
    >
      <p>{t('app.brokenHint', { message })}</p>
    </Notice>
  )
}
