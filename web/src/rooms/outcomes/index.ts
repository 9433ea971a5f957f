// SPDX-License-Identifier: Apache-2.0
export { OutcomesRoom } from './OutcomesRoom'
