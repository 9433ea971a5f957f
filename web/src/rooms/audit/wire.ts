// SPDX-License-Identifier: Apache-2.0
import type { Reply } from '@/api/client'

export type Row = Reply<'/api/v1/audit', 'get'>['rows'][number]
export type Check = Reply<'/api/v1/audit/check', 'get'>

/** What the audit knows to have been done. */
export const actions = [
  'read',
  'search',
  'read_document',
  'read_record',
  'read_calendar',
  'break_glass',
  'create',
  'update',
  'change',
  'sign',
  'withdraw',
  'supersede',
  'mistake',
  'merge',
  'erase',
  'log_in',
  'log_out',
  'log_out_everywhere',
  'choose_password',
  'change_password',
  'add_second_factor',
  'drop_second_factor',
  'invite',
  'change_role',
  'lock',
  'unlock',
  'make_token',
  'drop_token',
  'hook',
  'hook_overridden',
  'notes_lost',
  'read_figures',
  'export_cohort',
] as const
export type Action = (typeof actions)[number]

const kinds = [
  'account',
  'clinic',
  'practitioner',
  'patient',
  'episode',
  'assessment',
  'plan',
  'consent',
  'session',
  'adverseEvent',
  'instrument',
  'outcome',
  'task',
  'room',
  'hours',
  'appointment',
  'waitingEntry',
  'message',
  'letter',
  'stock',
  'ruleReview',
] as const
export type KnownKind = (typeof kinds)[number]

export const knownAction = (action: string): Action | undefined => actions.find((one) => one === action)
export const knownKind = (kind: string | undefined): KnownKind | undefined =>
  kinds.find((one) => one === kind)

/** Where what a row speaks of is seen; undefined where no page shows it. */
export function addressOf({ kind, entry, patient }: Row): string | undefined {
  const of = patient !== undefined ? `/patients/${patient}` : undefined
  switch (kind) {
    case 'patient':
      return entry !== undefined ? `/patients/${entry}` : of
    case 'assessment':
    case 'plan':
    case 'session':
      return of && entry !== undefined ? `${of}/${kind}s/${entry}` : of
    case 'adverseEvent':
      return of && entry !== undefined ? `${of}/events/${entry}` : of
    case 'outcome':
      return of && `${of}/outcomes`
    case 'stock':
      return '/stock'
    case 'ruleReview':
      return '/library'
    case 'account':
      return '/people'
    default:
      return of
  }
}
