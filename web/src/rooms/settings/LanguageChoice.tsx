// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { SelectField } from '@/design'
import { languages, useText } from '@/text'

/** The language of the pages on this device. They are loaded anew in it. */
export function LanguageChoice(): ReactElement {
  const t = useText()
  return (
    <SelectField
      label={t('account.language')}
      hint={languages.length === 1 ? t('account.languageHint') : undefined}
      value={languages.find((one) => t.language.split('-')[0] === one.tag)?.tag ?? ''}
      onValue={(tag) => {
        localStorage.setItem('filiform.language', tag)
        window.location.reload()
      }}
      options={languages.map(({ tag, name }) => ({ value: tag, label: name }))}
    />
  )
}
