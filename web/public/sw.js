// SPDX-License-Identifier: Apache-2.0
// Keeps the program's own files on the device, so that a page that is loaded anew without a connection comes up.
// Nothing of a patient is ever kept here: what /api and /fhir answer goes past this worker. What a session needs
// without a connection is in the pages' own store, which logging out empties (src/api/outbox.ts).
const shelf = 'filiform.files.1'
const page = '/'

/** The program's own files; those under /assets/ carry a digest in their name and never change. */
function kindOf(address) {
  const { origin, pathname } = new URL(address)
  if (origin !== self.location.origin) return 'other'
  if (pathname.startsWith('/assets/')) return 'file'
  if (pathname === '/' || pathname === '/index.html') return 'page'
  if (/^\/[\w-]+\.(svg|webmanifest)$/.test(pathname)) return 'page'
  return 'other'
}

async function keep(addresses) {
  const files = await caches.open(shelf)
  for (const address of addresses)
    if (kindOf(address) !== 'other' && !(await files.match(address)))
      await files.add(address).catch(() => undefined)
}

/** Drops files that no page of ours names any more: the page is fetched anew, and what it names is kept. */
async function tidy() {
  const files = await caches.open(shelf)
  const all = await files.keys()
  const most = 200
  if (all.length <= most) return
  for (const old of all.slice(0, all.length - most)) await files.delete(old)
}

async function fromShelf(request) {
  const files = await caches.open(shelf)
  const kept = await files.match(request)
  if (kept) return kept
  const fetched = await fetch(request)
  if (fetched.ok) await files.put(request, fetched.clone())
  return fetched
}

async function fromServer(request, address) {
  const files = await caches.open(shelf)
  try {
    const fetched = await fetch(request)
    if (fetched.ok) await files.put(address, fetched.clone())
    return fetched
  } catch (thrown) {
    const kept = await files.match(address)
    if (kept) return kept
    throw thrown
  }
}

self.addEventListener('install', (event) => {
  event.waitUntil(keep([new URL(page, self.location.origin).href]).then(() => self.skipWaiting()))
})
self.addEventListener('activate', (event) => {
  const drop = async () => {
    for (const name of await caches.keys()) if (name !== shelf) await caches.delete(name)
    await tidy()
    await self.clients.claim()
  }
  event.waitUntil(drop())
})
self.addEventListener('message', (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep).then(tidy))
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') {
    event.respondWith(fromServer(request, page))
    return
  }
  const kind = kindOf(request.url)
  if (kind === 'file') event.respondWith(fromShelf(request))
  else if (kind === 'page') event.respondWith(fromServer(request, request.url))
})
