// SPDX-License-Identifier: Apache-2.0
// Every word that is shown stands in text/LANGUAGE/ROOM.json, as ICU messages: "{count, plural, one {# needle}
// other {# needles}}". English is complete; another language may have less and falls back to English.
import { IntlMessageFormat } from 'intl-messageformat'
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react'
import { english } from './en'

type Rooms = typeof english
/** "patients.title": the file, and the key in it. */
export type TextKey = { [R in keyof Rooms & string]: `${R}.${keyof Rooms[R] & string}` }[keyof Rooms & string]
type Values = Readonly<Record<string, string | number | Date | boolean>>
type Messages = Readonly<Record<string, Readonly<Record<string, string>>>>

export type Text = {
  (key: TextKey, values?: Values): string
  /** A word of the record ("refer_urgent") as people read it; the word itself where nobody has written one. */
  word: (word: string) => string
  /** A message with marks: `t.rich('x.y', { b: (words) => <strong>{words}</strong> })`. */
  rich: (key: TextKey, values: Readonly<Record<string, unknown>>) => ReactNode
  /** BCP 47, with the region that the browser asks for: days and hours are written as people there write them. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
}

export type Language = Readonly<{
  tag: string
  name: string
  direction: 'ltr' | 'rtl'
  load: () => Promise<Messages>
}>

/** The languages there are. To add one: a folder beside en/, and a line here. */
export const languages: readonly Language[] = [
  { tag: 'en', name: 'English', direction: 'ltr', load: () => Promise.resolve(english) },
]

const compiled = new Map<string, IntlMessageFormat>()

function messageOf(language: string, messages: Messages, key: string): IntlMessageFormat {
  const known = compiled.get(`${language} ${key}`)
  if (known) return known
  const dot = key.indexOf('.')
  const room = key.slice(0, dot)
  const name = key.slice(dot + 1)
  const text = messages[room]?.[name] ?? (english as Messages)[room]?.[name] ?? key
  const message = new IntlMessageFormat(text, language)
  compiled.set(`${language} ${key}`, message)
  return message
}

export function textOf(language: Language, messages: Messages, locale = language.tag): Text {
  const t = (key: TextKey, values?: Values): string => String(messageOf(locale, messages, key).format(values))
  const rich = (key: TextKey, values: Readonly<Record<string, unknown>>): ReactNode =>
    messageOf(locale, messages, key).format<ReactNode>(values as Record<string, ReactNode>)
  const word = (word: string): string =>
    messages['words']?.[word] ?? (english.words as Record<string, string>)[word] ?? word
  return Object.assign(t, { rich, word, language: locale, direction: language.direction })
}

const englishLanguage = languages[0] as Language
const TextContext = createContext<Text>(textOf(englishLanguage, english))

export function useText(): Text {
  return useContext(TextContext)
}

/** The language of the pages: what was chosen on this device, else what the browser asks for, else English. */
export function TextProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [messages, setMessages] = useState<Messages>(english)
  const [language, locale] = useMemo(() => {
    const wanted = [localStorage.getItem('filiform.language') ?? '', ...navigator.languages]
    const found = wanted.map((tag) =>
      languages.find((one) => tag === one.tag || tag.startsWith(`${one.tag}-`)),
    )
    const chosen = found.find((one) => one !== undefined) ?? englishLanguage
    return [chosen, wanted.find((tag) => tag.startsWith(`${chosen.tag}-`)) ?? chosen.tag]
  }, [])
  useEffect(() => {
    document.documentElement.lang = language.tag
    document.documentElement.dir = language.direction
    void language.load().then(setMessages)
  }, [language])
  const text = useMemo(() => textOf(language, messages, locale), [language, messages, locale])
  return <TextContext value={text}>{children}</TextContext>
}
