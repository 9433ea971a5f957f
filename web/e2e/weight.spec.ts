// SPDX-License-Identifier: Apache-2.0
// What is fetched before a clinician sees the day: little enough for a slow line, and nothing of the body in 3D.
import { gzipSync } from 'node:zlib'
import { expect, isSettled, logIn, test } from './clinic'

const most = 300 * 1024

test('the first load is at most 300 kB, gzipped', async ({ page, clinic }) => {
  const fetched: { path: string; bytes: number }[] = []
  const sizes: Promise<unknown>[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.startsWith('/api/')) return
    sizes.push(response.body().then((body) => fetched.push({ path: pathname, bytes: gzipSync(body).length })))
  })
  await logIn(page, clinic, 'khan')
  await isSettled(page)
  await Promise.all(sizes)
  const told = fetched.map(({ path, bytes }) => `${String(bytes)} ${path}`).join('\n')
  expect(fetched.length).toBeGreaterThan(2)
  expect(told).not.toContain('BodyView')
  expect(
    fetched.reduce((sum, { bytes }) => sum + bytes, 0),
    told,
  ).toBeLessThanOrEqual(most)
})
