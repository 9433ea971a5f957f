// SPDX-License-Identifier: Apache-2.0
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { english } from './en'
import { languages, textOf } from '.'

describe('the texts', () => {
  it('can all be read as ICU messages', () => {
    for (const [room, messages] of Object.entries(english))
      for (const [key, text] of Object.entries(messages as Record<string, string>))
        expect(() => new IntlMessageFormat(text, 'en'), `${room}.${key}`).not.toThrow()
  })

  it('fall back to English where a language has none', () => {
    const [first] = languages
    if (!first) throw new Error('no language')
    const t = textOf({ ...first, tag: 'de' }, {})
    expect(t('design.close')).toBe('Close')
  })

  it('show a word of the record as it is when nobody has written one for people', () => {
    const [first] = languages
    if (!first) throw new Error('no language')
    expect(textOf(first, english).word('no_such_word')).toBe('no_such_word')
  })
})
