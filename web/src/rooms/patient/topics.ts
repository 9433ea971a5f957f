// SPDX-License-Identifier: Apache-2.0
// Which sentences of the library stand under which heading. The words themselves are the library's.
import {
  BookHeart,
  GitCompareArrows,
  ListTree,
  MessageCircleQuestion,
  Pin,
  Scale,
  type LucideIcon,
} from 'lucide-react'
import type { TextKey } from '@/text'

export type Section = Readonly<{ title: TextKey; ids: readonly string[] }>

export type TopicId = 'sciatica' | 'needling' | 'compare' | 'risks' | 'care' | 'questions'

export type Topic = Readonly<{ id: TopicId; title: TextKey; hint: TextKey; icon: LucideIcon }>

export const topics: readonly Topic[] = [
  { id: 'sciatica', title: 'patient.topicSciatica', hint: 'patient.topicSciaticaHint', icon: BookHeart },
  { id: 'needling', title: 'patient.topicNeedling', hint: 'patient.topicNeedlingHint', icon: Pin },
  { id: 'compare', title: 'patient.topicCompare', hint: 'patient.topicCompareHint', icon: GitCompareArrows },
  { id: 'risks', title: 'patient.topicRisks', hint: 'patient.topicRisksHint', icon: Scale },
  { id: 'care', title: 'patient.topicCare', hint: 'patient.topicCareHint', icon: ListTree },
  {
    id: 'questions',
    title: 'patient.topicQuestions',
    hint: 'patient.topicQuestionsHint',
    icon: MessageCircleQuestion,
  },
]

export const sciatica: readonly Section[] = [
  { title: 'patient.whatItIs', ids: ['ask_what', 'ask_feel'] },
  { title: 'patient.whyItComes', ids: ['ask_disc', 'ask_why_me', 'ask_posture', 'ask_trigger_point'] },
  { title: 'patient.howItGoes', ids: ['course_most', 'course_disc', 'course_surgery'] },
]

export const needling: readonly Section[] = [
  { title: 'patient.whatItIs', ids: ['what_needling_is', 'ask_visit'] },
  { title: 'patient.howItFeels', ids: ['feeling', 'ask_twitch', 'soreness'] },
  {
    title: 'patient.whatIsKnown',
    ids: ['what_is_known', 'ask_how_works', 'ask_at_once', 'ask_how_long', 'ask_move'],
  },
  { title: 'patient.howMuch', ids: ['ask_sessions', 'ask_how_many', 'ask_how_deep'] },
  { title: 'patient.whoMay', ids: ['ask_who_not', 'ask_who_may', 'ask_referral'] },
]

/** Of needling: what can be said for it, and what against; each sentence with its own limits in it. */
export const speaksFor: readonly string[] = ['what_is_known', 'ask_how_long', 'ask_usual_things']
export const speaksAgainst: readonly string[] = [
  'ask_at_once',
  'soreness',
  'ask_worse',
  'ask_lasting',
  'ask_spare_me',
]

/** Of needling and acupuncture beside one another. */
export const compared: readonly string[] = ['ask_acupuncture', 'ask_acupuncture_safe', 'ask_both']

export const otherQuestions: readonly Section[] = [
  { title: 'patient.aboutSciatica', ids: ['ask_what', 'ask_feel', 'ask_disc', 'ask_why_me', 'ask_posture'] },
  {
    title: 'patient.aboutNeedling',
    ids: [
      'ask_how_works',
      'ask_hurt',
      'ask_visit',
      'ask_trigger_point',
      'ask_twitch',
      'ask_how_deep',
      'ask_how_many',
      'ask_sessions',
      'ask_current',
      'ask_where_points',
    ],
  },
  {
    title: 'patient.aboutHelp',
    ids: ['ask_at_once', 'ask_how_long', 'ask_move', 'ask_spare_me', 'ask_if_not', 'ask_other_pain'],
  },
  {
    title: 'patient.aboutAfter',
    ids: ['ask_sore_good', 'ask_sore_ease', 'ask_painkiller', 'ask_usual_things', 'ask_else_feel'],
  },
  {
    title: 'patient.aboutSafety',
    ids: [
      'ask_nerve',
      'ask_worse',
      'ask_lasting',
      'ask_pregnant',
      'ask_who_not',
      'ask_who_may',
      'ask_referral',
    ],
  },
  { title: 'patient.aboutAcupuncture', ids: ['ask_acupuncture', 'ask_acupuncture_safe', 'ask_both'] },
]
