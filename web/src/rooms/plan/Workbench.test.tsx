// SPDX-License-Identifier: Apache-2.0
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { Toasts } from '@/design'
import { body, judged, planEntry, serve, type Sent } from './fixture'
import { Workbench } from './Workbench'

// jsdom draws nothing in 3D: all of this is the page without WebGL.
// Three.js and many fields: slow where many work at once.
vi.setConfig({ testTimeout: 60_000 })
configure({ asyncUtilTimeout: 20_000 })

function write(field: HTMLElement, text: string): void {
  fireEvent.change(field, { target: { value: text } })
}

function open(element: ReactElement): void {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <QueryClientProvider client={queries}>
      <Toasts>{element}</Toasts>
    </QueryClientProvider>,
  )
}

type Needle = { depthMm: number; direction?: { z: number }; entry: { z: number } | string }
const needles = (sent: readonly Sent[]): readonly Needle[] =>
  sent.filter((one) => one.path === '/api/v1/needle').map((one) => one.body as Needle)

function clinic(
  setPath: (sent: unknown) => { status?: number; json: unknown } = () => ({ json: {} }),
): Sent[] {
  return serve((_, path, sent) => {
    if (path === '/api/v1/assessments/a1/body') return { json: body }
    if (path === '/api/v1/needle') {
      const { depthMm } = sent as Needle
      return { json: judged(depthMm, depthMm > 100 ? 'refused' : 'caution') }
    }
    if (path === '/api/v1/plans/plan1/paths') return setPath(sent)
    return undefined
  })
}

describe('needles of a plan, without 3D', () => {
  // Its code comes when it is looked at; here before the clock runs.
  beforeAll(async () => {
    await import('@/body/BodyView')
  }, 120_000)

  it('shows the judgement in words and tables', async () => {
    clinic()
    open(<Workbench plan={planEntry()} index={0} />)
    expect(await screen.findByText('17.0 mm from the right sciatic nerve.')).toBeVisible()
    expect(await screen.findByText('This browser cannot draw the body in 3D')).toBeVisible()
    const distances = within(screen.getByRole('region', { name: 'Distances from this needle' }))
    const row = within(distances.getByText('right sciatic nerve').closest('tr') as HTMLElement)
    expect(row.getByText('17.0 mm')).toBeVisible()
    expect(row.getByText('37 of 1,000 (27 to 50)')).toBeVisible()
    const layers = within(screen.getByRole('region', { name: 'Layers by depth' }))
    expect(layers.getByText('right piriformis')).toBeVisible()
    expect(screen.getByText(/at least 5\.0 mm at the entry/)).toBeVisible()
    expect(screen.getByText(/No data of bladder/)).toBeInTheDocument()
  })

  it('moves the needle by keys, and has it judged anew', async () => {
    const sent = clinic()
    open(<Workbench plan={planEntry()} index={0} />)
    const depth = await screen.findByRole('textbox', { name: 'Depth' })
    await screen.findByText('Enter there, 90 mm deep.')
    fireEvent.keyDown(depth, { key: 'ArrowUp' })
    expect(await screen.findByText('Enter there, 91 mm deep.')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Tip 1 degree to the head' }))
    await waitFor(() => {
      const last = needles(sent).at(-1)
      expect(last?.direction?.z).toBeCloseTo(Math.sin(Math.PI / 180), 5)
    })
    await userEvent.click(screen.getByRole('button', { name: 'Entry 1 mm to the head' }))
    await waitFor(() =>
      expect(needles(sent).some((one) => typeof one.entry !== 'string' && one.entry.z === -111)).toBe(true),
    )
  })

  it('takes an entry said from a landmark, straight in', async () => {
    const sent = clinic()
    open(<Workbench plan={planEntry()} index={0} />)
    write(await screen.findByRole('textbox', { name: 'Entry from a landmark' }), 'psis.right lateral=34mm')
    await userEvent.click(screen.getByRole('button', { name: 'Set' }))
    await waitFor(() => {
      const said = needles(sent).find((one) => one.entry === 'psis.right lateral=34mm')
      expect(said).toBeDefined()
      expect(said).not.toHaveProperty('direction')
    })
  })

  it('puts the needle into the plan, and shows at the field what it still wants', async () => {
    const user = userEvent.setup()
    const sent = clinic((wanted) =>
      (wanted as { reason?: string }).reason
        ? { json: planEntry({ version: 4 }) }
        : {
            status: 422,
            json: {
              code: 'path.reason',
              detail: 'This needle calls for caution, and no reason is given for it.',
              hint: 'Say why it is set all the same.',
              pointer: '/reason',
            },
          },
    )
    open(<Workbench plan={planEntry()} index={0} />)
    await screen.findByText('Enter there, 90 mm deep.')
    await user.click(screen.getByRole('button', { name: 'Put this needle into the plan' }))
    const reason = screen.getByRole('textbox', { name: 'Why this needle all the same' })
    await waitFor(() => expect(reason).toBeInvalid())
    expect(reason).toHaveAccessibleDescription(/no reason is given/)
    write(reason, 'An old scar bars the other way.')
    await user.click(screen.getByRole('button', { name: 'Put this needle into the plan' }))
    expect(await screen.findByText('The plan has this needle.')).toBeVisible()
    const last = sent.filter((one) => one.path.endsWith('/paths')).at(-1)
    expect(last?.headers.get('If-Match')).toBe('"3"')
    expect(last?.body).toMatchObject({
      target: 0,
      needle: '0.35x125',
      depthMm: 90,
      reason: 'An old scar bars the other way.',
    })
  })

  it('says why there is no needle, where there is none', async () => {
    clinic()
    open(<Workbench plan={planEntry()} index={1} />)
    expect((await screen.findAllByText('A vein lies there.'))[0]).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Put this needle into the plan' })).not.toBeInTheDocument()
  })

  it('only tries needles out where the plan is signed', async () => {
    clinic()
    open(<Workbench plan={planEntry({ state: 'signed' })} index={0} />)
    await screen.findByText('Enter there, 90 mm deep.')
    expect(screen.getByText(/only tries it out/)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Put this needle into the plan' })).not.toBeInTheDocument()
  })

  it('makes the body first where the server does not have it', async () => {
    let isMade = false
    const sent = serve((method, path, wanted) => {
      if (path === '/api/v1/assessments/a1/body')
        return isMade
          ? { json: body }
          : { status: 409, json: { code: 'body.not_ready', detail: 'Not at hand.' } }
      if (path === '/api/v1/jobs' && method === 'POST') {
        isMade = true
        return { status: 202, json: { id: 'j1', kind: 'body', state: 'running', progress: 0.5 } }
      }
      if (path === '/api/v1/jobs/j1') return { json: { id: 'j1', kind: 'body', state: 'done', progress: 1 } }
      if (path === '/api/v1/needle') return { json: judged((wanted as Needle).depthMm) }
      return undefined
    })
    open(<Workbench plan={planEntry()} index={0} />)
    expect(await screen.findByText('The body is being made')).toBeVisible()
    expect(await screen.findByText('Enter there, 90 mm deep.', {}, { timeout: 4000 })).toBeVisible()
    expect(sent.find((one) => one.path === '/api/v1/jobs')?.body).toEqual({ kind: 'body', assessment: 'a1' })
  })
})
