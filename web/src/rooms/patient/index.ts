// SPDX-License-Identifier: Apache-2.0
export { PatientHouse } from './PatientHouse'
