// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Page } from '@/design'
import { useText } from '@/text'

export function SettingsRoom(): ReactElement {
  const t = useText()
  return <Page title={t('app.name')}>{null}</Page>
}
