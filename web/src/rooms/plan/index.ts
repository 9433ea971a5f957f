// SPDX-License-Identifier: Apache-2.0
export { PlanRoom } from './PlanRoom'
