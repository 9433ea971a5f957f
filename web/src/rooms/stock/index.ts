// SPDX-License-Identifier: Apache-2.0
export { StockRoom } from './StockRoom'
