// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest'
import { readCohort } from './cohort'

it('a cohort says first what was left out, then its rows', () => {
  const text =
    '# Everybody stands among at least 5 persons.\r\n# Left out: 2 courses.\r\nsex,cause\r\nfemale,"a ""b"", c"\r\n,any\r\n'
  expect(readCohort(text)).toEqual({
    said: ['Everybody stands among at least 5 persons.', 'Left out: 2 courses.'],
    columns: ['sex', 'cause'],
    rows: [
      ['female', 'a "b", c'],
      ['', 'any'],
    ],
  })
})

it('a cohort of nobody has no rows', () => {
  expect(readCohort('# Left out: 3 courses.\r\nsex,cause\r\n').rows).toEqual([])
  expect(readCohort('')).toEqual({ said: [], columns: [], rows: [] })
})
