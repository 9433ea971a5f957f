// SPDX-License-Identifier: Apache-2.0
export { LibraryRoom } from './LibraryRoom'
