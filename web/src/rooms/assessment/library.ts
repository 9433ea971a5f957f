// SPDX-License-Identifier: Apache-2.0
import type { QuestionShelf, Rule, Shelf, Shelves, Source } from '@/api/library'
import { useShelf } from '@/api/useShelf'
import type { Loaded } from '@/design'

/** Everything that is asked and examined, in the order of a consultation. */
export const useQuestions = (): Loaded<QuestionShelf> => useShelf('questions')
/** The rules of the screening; needed only where somebody decides on one. */
export const useRules = (): Loaded<Shelf<Rule>> => useShelf('rules')
export const useSources = (): Loaded<Shelf<Source>> => useShelf('sources')
/** What a body can be made from besides sex, age, height and weight. */
export const useMeasurable = (): Loaded<Shelves['measures']> => useShelf('measures')
