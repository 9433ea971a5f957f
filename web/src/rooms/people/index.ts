// SPDX-License-Identifier: Apache-2.0
export { PeopleRoom } from './PeopleRoom'
