// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { PeopleOf1000 } from './PeopleOf1000'

function filled(): number {
  return document.querySelectorAll('path')[3]?.getAttribute('d')?.split('M').filter(Boolean).length ?? 0
}

describe('a picture of 1,000 people', () => {
  it('fills as many dots as it says', () => {
    render(
      <PeopleOf1000
        what="A bruise"
        perThousand={76}
        low={76}
        high={160}
        counted="treatments"
        source="BRADY14"
      />,
    )
    expect(screen.getByText('About 76 of 1,000 treatments; counted elsewhere: 76 to 160')).toBeVisible()
    expect(screen.getByText('BRADY14')).toBeVisible()
    expect(filled()).toBe(76)
    expect(document.querySelectorAll('path')[1]?.getAttribute('d')?.split('M')).toHaveLength(84 + 1)
    expect(document.querySelectorAll('path')[0]?.getAttribute('d')?.split('M')).toHaveLength(840 + 1)
  })

  it('fills none for what is rarer than one of 1,000, and says how rare', () => {
    render(<PeopleOf1000 what="Serious" perThousand={0.008} counted="treatments" />)
    expect(screen.getByText('About 1 in 125,000 treatments')).toBeVisible()
    expect(screen.getByText('It takes about 125 pictures like this one to find one.')).toBeVisible()
    expect(filled()).toBe(0)
  })
})
