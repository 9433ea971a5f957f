// SPDX-License-Identifier: Apache-2.0
// For whoever changes the pages: PAGES=FOLDER shows those that `npm run build` has just written in the place of those that
// the program carries, which takes no build of the program. Everything else, headers too, is the program's.
import { existsSync, readFileSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const folder = process.env['PAGES']
const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

/** Headers that speak of the bytes that are not sent. */
const ofItsBody = ['content-length', 'content-encoding', 'content-type', 'etag', 'transfer-encoding']

export async function carrying(address: string): Promise<Readonly<{ address: string; stop: () => void }>> {
  if (folder === undefined) return { address, stop: () => undefined }
  const { hostname, port } = new URL(address)
  const server = createServer((asked: IncomingMessage, answer: ServerResponse) => {
    const path = (asked.url ?? '/').split('?')[0] ?? '/'
    const isOurs =
      path === '/' || path.startsWith('/assets/') || /^\/[\w-]+\.(js|svg|webmanifest)$/.test(path)
    const file = join(folder, path === '/' ? 'index.html' : path)
    const headers = { ...asked.headers, host: `${hostname}:${port}` }
    const from =
      isOurs && existsSync(file) ? { method: 'GET', path: '/' } : { method: asked.method, path: asked.url }
    if (headers.origin !== undefined) headers.origin = address
    const passed = request({ hostname, port, ...from, headers }, (told) => {
      if (from.path !== '/' || !isOurs) {
        answer.writeHead(told.statusCode ?? 502, told.headers)
        told.pipe(answer)
        return
      }
      told.resume()
      const kept = Object.entries(told.headers).filter(([name]) => !ofItsBody.includes(name))
      const ending = file.split('.').at(-1) ?? ''
      const type = types[ending] ?? 'application/octet-stream'
      const isPacked = ending !== 'woff2'
      // As the program does: packed, and what carries a digest in its name is kept for good.
      answer.writeHead(200, {
        ...Object.fromEntries(kept),
        'content-type': type,
        ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
        ...(path.startsWith('/assets/') ? { 'cache-control': 'public, max-age=31536000, immutable' } : {}),
      })
      answer.end(isPacked ? gzipSync(readFileSync(file)) : readFileSync(file))
    })
    passed.on('error', () => answer.destroy())
    answer.on('close', () => passed.destroy())
    asked.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const mine = (server.address() as AddressInfo).port
  return {
    address: `http://127.0.0.1:${String(mine)}`,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
