// SPDX-License-Identifier: Apache-2.0
export { SettingsRoom } from './SettingsRoom'
