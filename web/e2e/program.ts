// SPDX-License-Identifier: Apache-2.0
// The program as a user starts it: `filiform serve --demo`, on a store of a test's own.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program =
  process.env['FILIFORM'] ?? fileURLToPath(new URL('../../build/release/filiform', import.meta.url))
const startMs = 90_000
const endMs = 10_000

export type Running = Readonly<{
  address: string
  /** What it has printed so far. */
  said: () => string
  stop: () => Promise<void>
}>

/** Starts the program on a SQLite file, on a port that is free (or on one that is named), and waits until it serves. */
export function start(file: string, port = 0, environment: NodeJS.ProcessEnv = {}): Promise<Running> {
  const child = spawn(program, ['serve', '--demo', '--store', `sqlite:${file}`, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  })
  let said = ''
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve())
    child.on('error', () => resolve())
  })
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    const kill = setTimeout(() => child.kill('SIGKILL'), endMs)
    await ended
    clearTimeout(kill)
  }
  return new Promise((resolve, reject) => {
    const giveUp = (why: string): void => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new Error(`${program} ${why}\n${said}`))
    }
    const timer = setTimeout(() => giveUp('did not start in time'), startMs)
    const hear = (piece: Buffer): void => {
      said += piece.toString()
      const address = /^Serving (\S+)$/m.exec(said)?.[1]
      if (address === undefined) return
      clearTimeout(timer)
      resolve({ address, said: () => said, stop })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', (error) => giveUp(error.message))
    child.on('exit', (code) => giveUp(`ended with ${String(code)}`))
  })
}
