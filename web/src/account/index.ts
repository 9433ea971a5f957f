// SPDX-License-Identifier: Apache-2.0
// What everybody has who logs in: staff find it in the settings, patients in their own pages.
export { Appearance } from './Appearance'
export { CalendarAddress } from './CalendarAddress'
export { CopyButton } from './CopyButton'
export { Everywhere } from './Everywhere'
export { Password } from './Password'
export { SecondFactor } from './SecondFactor'
export { TicketLink, type Ticket } from './TicketLink'
