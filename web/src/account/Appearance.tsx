// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useTheme } from '@/app/theme'
import { Segmented } from '@/design'
import { useText } from '@/text'

/** Light, dark, or as the device has it. */
export function Appearance(): ReactElement {
  const t = useText()
  const [theme, setTheme] = useTheme()
  return (
    <Segmented
      label={t('account.appearance')}
      hidesLabel
      canClear={false}
      size="large"
      value={theme}
      onValue={(next) => next && setTheme(next)}
      choices={[
        { value: 'system', label: t('app.system') },
        { value: 'light', label: t('app.light') },
        { value: 'dark', label: t('app.dark') },
      ]}
    />
  )
}
