// SPDX-License-Identifier: Apache-2.0
export { DiaryRoom } from './DiaryRoom'
