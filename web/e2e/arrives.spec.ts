// SPDX-License-Identifier: Apache-2.0
// What happens at the desk is seen in the room, by itself.
import { expect, laptop, logIn } from './clinic'
import { pinClock, test } from './pinned'

test('whom reception lets in appears on the clinician’s day, without anything being done there', async ({
  another,
  clinic,
}) => {
  const clinician = await another(laptop)
  await pinClock(clinician)
  await logIn(clinician, clinic, 'khan')
  const theirs = clinician.getByRole('listitem').filter({ hasText: 'Tobias Wren' })
  await expect(theirs.getByText('Booked', { exact: true })).toBeVisible()
  let isLoadedAnew = false
  clinician.on('framenavigated', () => (isLoadedAnew = true))

  const desk = await another(laptop)
  await pinClock(desk)
  await logIn(desk, clinic, 'desk')
  const line = desk.getByRole('listitem').filter({ hasText: 'Tobias Wren' })
  await line.getByRole('button', { name: /arrived/i }).click()
  await expect(line.getByText('Arrived', { exact: true })).toBeVisible()

  await expect(theirs.getByText('Arrived', { exact: true })).toBeVisible()
  await expect(theirs.getByText('Booked', { exact: true })).toHaveCount(0)
  expect(isLoadedAnew).toBe(false)
})
