// SPDX-License-Identifier: Apache-2.0
// The body in 3D. Its code, and three.js with it, comes only when it is looked at.
import { lazy } from 'react'

export const BodyView = lazy(async () => ({ default: (await import('./BodyView')).BodyView }))
export type { BodyViewProps, ShownNeedle } from './BodyView'
