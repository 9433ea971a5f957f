import { goTo, laptop, logIn, phone, test } from './clinic'
import { handOf } from './hands'
import { treatAgain, review } from './steps/treatment'
const devices = { mouse: laptop, keyboard: laptop, touch: phone } as const
for (const name of ['mouse', 'keyboard', 'touch'] as const)
  test(`session ${name}`, async ({ another, clinic }) => {
    const hand = handOf(name, await another(devices[name]))
    await logIn(hand.page, clinic, 'khan')
    await goTo(hand.page, '#/patients/p04')
    await hand.activate(hand.page.getByRole('button', { name: 'New session' }))
    await treatAgain(hand)
    await review(hand)
  })
