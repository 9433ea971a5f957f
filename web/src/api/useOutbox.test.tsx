// SPDX-License-Identifier: Apache-2.0
import { act, renderHook, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FakeClinic } from '@/testing/fakeClinic'
import { ask } from './client'
import { Outbox } from './outbox'
import { outbox, setOutbox, useOutboxed } from './useOutbox'

afterEach(() => vi.unstubAllGlobals())

describe('an entry that is changed on the device first', () => {
  it('keeps every one of many quick changes, whatever the store answers meanwhile', async () => {
    const server = new FakeClinic().put('session', 's1', { note: '' })
    server.install()
    setOutbox(new Outbox(ask, 'quick-changes'))
    await outbox().setAccount('account')
    const { result } = renderHook(() => useOutboxed('session', 's1'), { wrapper: StrictMode })
    await waitFor(() => expect(result.current.state).toBe('ready'))
    const letters = [...'every single letter of this']
    for (const letter of letters) {
      act(() => {
        if (result.current.state === 'ready')
          result.current.data.set((body) => ({ ...body, note: (body.note ?? '') + letter }))
      })
      // Looks at the store fall between the changes, as they do while things are sent.
      if (letter === 'e') outbox().send()
      if (letter === ' ') await act(() => new Promise((done) => setTimeout(done, 5)))
    }
    await waitFor(() => expect(result.current).toMatchObject({ data: { sync: 'saved' } }), { timeout: 8000 })
    expect(result.current).toMatchObject({ data: { body: { note: letters.join('') } } })
    expect(server.entries.get('s1')?.body).toEqual({ note: letters.join('') })
    await outbox().close()
  }, 20_000)
})
