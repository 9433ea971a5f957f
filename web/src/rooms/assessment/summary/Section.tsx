// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react'

export function Section({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  )
}
