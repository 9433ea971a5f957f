// SPDX-License-Identifier: Apache-2.0

const soundHz = [660, 880]
const soundS = 0.18
const loudness = 0.07

let context: AudioContext | undefined

/** Lets sounds be made later: browsers want a touch first. */
export function wakeSound(): void {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  if (context.state === 'suspended') void context.resume()
}

/** Two soft tones: a needle's time is up. Where no sound may be made, the sign on the page has to do. */
export function chime(): void {
  if (context?.state !== 'running') return
  soundHz.forEach((frequency, index) => {
    if (!context) return
    const tone = context.createOscillator()
    const volume = context.createGain()
    const begin = context.currentTime + index * soundS
    tone.frequency.value = frequency
    volume.gain.setValueAtTime(0, begin)
    volume.gain.linearRampToValueAtTime(loudness, begin + soundS / 4)
    volume.gain.linearRampToValueAtTime(0, begin + soundS)
    tone.connect(volume).connect(context.destination)
    tone.start(begin)
    tone.stop(begin + soundS)
  })
}
