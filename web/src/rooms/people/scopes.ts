// SPDX-License-Identifier: Apache-2.0
// Scopes of tokens as SMART App Launch 2 writes them, "system/Patient.rs", and the few of them that are offered.

/** What a program can be let at: FHIR's name of it, and what the clinic calls it. */
export const resources = [
  '*',
  'Organization',
  'Practitioner',
  'Location',
  'Patient',
  'EpisodeOfCare',
  'QuestionnaireResponse',
  'CarePlan',
  'Consent',
  'Procedure',
  'AdverseEvent',
  'Questionnaire',
  'Observation',
  'Task',
  'Schedule',
  'Appointment',
  'ServiceRequest',
  'Communication',
  'DocumentReference',
  'Device',
  'Basic',
  'MeasureReport',
] as const
export type Resource = (typeof resources)[number]

export const reaches = ['none', 'read', 'write'] as const
export type Reach = (typeof reaches)[number]
/** How far a program can be let at something: the clinic's figures are only read. */
export function reachesOf(resource: Resource): readonly Reach[] {
  return resource === 'MeasureReport' ? ['none', 'read'] : reaches
}
const letters: Readonly<Record<Exclude<Reach, 'none'>, string>> = { read: 'rs', write: 'cruds' }

export type Granted = Readonly<Partial<Record<Resource, Reach>>>

/** The scopes that say so; "" when nothing is granted. */
export function scopesOf(granted: Granted): string {
  return resources
    .map((resource) => {
      const reach = granted[resource] ?? 'none'
      return reach === 'none' ? '' : `system/${resource}.${letters[reach]}`
    })
    .filter(Boolean)
    .join(' ')
}

export type ReadScope = Readonly<{ resource: Resource; reach: 'read' | 'write' | 'other'; letters: string }>

/** What scopes mean; one that is none of ours is left out. */
export function readScopes(text: string): readonly ReadScope[] {
  return text.split(' ').flatMap((scope) => {
    const [, name, given = ''] = /^system\/([A-Za-z*]+)\.(\S+)$/.exec(scope) ?? []
    const resource = resources.find((one) => one === name)
    if (!resource) return []
    const known: Readonly<Record<string, ReadScope['reach']>> = {
      rs: 'read',
      read: 'read',
      cruds: 'write',
      '*': 'write',
    }
    return [{ resource, reach: known[given] ?? 'other', letters: given }]
  })
}
