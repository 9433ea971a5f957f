// SPDX-License-Identifier: Apache-2.0
export { PatientsRoom } from './PatientsRoom'
