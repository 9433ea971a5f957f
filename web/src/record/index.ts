// SPDX-License-Identifier: Apache-2.0
// What several rooms need to know of the record: whose names, which clocks, which patient.
export { useClinicTime, clinicTimeOf, type ClinicTime } from './clinicTime'
export { GlassBanner, GlassDoor, useGlass } from './glass'
export { left, warningsOf, type LotWarning } from './lots'
export { fullName, listName, usePatientsById, usePractitioners, useRooms } from './names'
export { PatientSearch } from './PatientSearch'
export { inOrder, placeOf, TaskList } from './TaskList'
export { useRested } from './useFoundPatients'
export { useShortcuts } from './useShortcuts'
export {
  gradesOf,
  normalGrade,
  signLevels,
  signTests,
  type Sign,
  type SignLevel,
  type SignTest,
} from './signs'
export { structureName } from './structureName'
export {
  addDays,
  ageOn,
  clockOf,
  daysBetween,
  minuteOf,
  mondayOf,
  weekdayOf,
  weekdays,
  type Day,
  type Local,
  type Weekday,
} from './zone'
