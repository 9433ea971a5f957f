// SPDX-License-Identifier: Apache-2.0
// For tests: the words that are shown, in English.
import { english } from '@/text/en'
import { languages, textOf, type Language } from '@/text'

export const words = textOf(languages[0] as Language, english)
