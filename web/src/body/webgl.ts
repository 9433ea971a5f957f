// SPDX-License-Identifier: Apache-2.0

let known: boolean | undefined

/** Whether this browser can draw in 3D at all. */
export function hasWebGl(): boolean {
  if (known === undefined) {
    const context = document.createElement('canvas').getContext('webgl2')
    known = Boolean(context)
    context?.getExtension('WEBGL_lose_context')?.loseContext()
  }
  return known
}
