// SPDX-License-Identifier: Apache-2.0
export { EventRoom } from './EventRoom'
