// SPDX-License-Identifier: Apache-2.0
export { ConsentRoom } from './ConsentRoom'
