// SPDX-License-Identifier: Apache-2.0

type Known = Readonly<{ isThere: boolean; isSoftware: boolean }>
let known: Known | undefined

function look(): Known {
  if (known === undefined) {
    const context = document.createElement('canvas').getContext('webgl2')
    const about = context?.getExtension('WEBGL_debug_renderer_info')
    const name = about ? String(context?.getParameter(about.UNMASKED_RENDERER_WEBGL)) : ''
    known = {
      isThere: Boolean(context),
      isSoftware: /swiftshader|llvmpipe|software|basic render/i.test(name),
    }
    context?.getExtension('WEBGL_lose_context')?.loseContext()
  }
  return known
}

/** Whether this browser can draw in 3D at all. */
export function hasWebGl(): boolean {
  return look().isThere
}

/** Whether it draws without a graphics processor: then edges stay rough, so that it moves. */
export function isSoftwareDrawn(): boolean {
  return look().isSoftware
}
