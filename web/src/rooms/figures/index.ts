// SPDX-License-Identifier: Apache-2.0
export { FiguresRoom } from './FiguresRoom'
