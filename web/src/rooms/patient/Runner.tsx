// SPDX-License-Identifier: Apache-2.0
import { useEffect, type ReactElement, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useHouse } from './house'
import { BodyScreen } from './BodyScreen'
import { FeelScreen } from './FeelScreen'
import { MedicinesScreen, PainScreen, SizeScreen } from './ownScreens'
import { QuestionScreen } from './QuestionScreen'
import { Screen } from './Screen'
import { after, before, isDone, ownId, shownSteps, type Known, type Step } from './steps'
import { answered } from './sheet'
import type { Answer, Answers, Told } from './wire'
import type { Filling } from './useSheet'

/** Goes through the screens of a form: one question each, back and forth, and at once to "go now" when the server
 *  says that the answers mean it. */
export function Runner({
  home,
  steps,
  at,
  filling,
  end,
  title,
}: {
  /** Address of the form; each screen is below it, so that the browser's own back goes one question back. */
  readonly home: string
  readonly steps: readonly Step[]
  readonly at: string
  readonly filling: Filling
  readonly end: ReactNode
  readonly title: string
}): ReactElement | null {
  const [, go] = useLocation()
  const { sheet, change, told } = filling
  const known: Known = {
    answers: sheet.answers,
    skipped: sheet.skipped,
    spared: told?.spared ?? [],
    hasMarks: sheet.marks.length > 0,
  }
  const shown = shownSteps(steps, known, at)
  const step = shown.find((one) => one.id === at)
  const back = before(shown, at)
  const next = after(shown, at)
  const nextPath = `${home}/${next?.id ?? ownId('end')}`
  // By the time it is told one is at the next screen already.
  useAlarm(told, sheet.answers, home, `${home}/${at}`)

  if (!step) return null
  const questions = shown.filter((one) => one.what === 'question')
  const onward = (): void => go(nextPath)
  const answer = (id: string, value: Answer | null): void => {
    change((one) => answered(one, id, value))
    onward()
  }
  return (
    <Screen
      title={title}
      done={step.what === 'end' ? questions.length : questions.filter((one) => isDone(one, known)).length}
      all={questions.length}
      filling={filling}
      isPressing={step.what === 'question' && step.question.isEmergency}
      backTo={back ? `${home}/${back.id}` : home}
    >
      {step.what === 'question' && (
        <QuestionScreen
          key={step.id}
          question={step.question}
          {...(step.side ? { side: step.side } : {})}
          answer={sheet.answers[step.id]}
          isSkipped={sheet.skipped.includes(step.id)}
          onAnswer={(value) => answer(step.id, value)}
        />
      )}
      {step.what === 'body' && <BodyScreen filling={filling} onDone={onward} />}
      {step.what === 'feel' && <FeelScreen filling={filling} onDone={onward} />}
      {step.what === 'pain' && <PainScreen filling={filling} onDone={onward} />}
      {step.what === 'medicines' && <MedicinesScreen filling={filling} onDone={onward} />}
      {step.what === 'size' && <SizeScreen filling={filling} onDone={onward} />}
      {step.what === 'end' && end}
    </Screen>
  )
}

/** Leads to "go now" as soon as the answers mean an emergency, and once more when a further one does. */
function useAlarm(told: Told | null, answers: Answers, form: string, back: string): void {
  const [, go] = useLocation()
  const { alarm, raise, settle } = useHouse()
  const known = alarm?.tell.map((one) => one.ruleId) ?? []
  useEffect(() => {
    if (!told) return
    if (!told.isEmergency) settle(form)
    else if (told.tell.some((one) => !known.includes(one.ruleId))) {
      raise({ tell: told.tell, answers, form, back })
      go('/go-now')
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for what was told, not for every screen after it
  }, [told])
}
