// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { useEntry, type Entry } from '@/api/entries'
import { Await, Page } from '@/design'
import { fullName } from '@/record'
import { useText } from '@/text'
import { LetterForm } from './LetterForm'
import { LetterRead } from './LetterRead'

/** A letter: written while it is a draft, read once it is signed. */
export function LetterPage({
  patient,
  letter,
}: {
  readonly patient: Entry<'patient'>
  readonly letter: string
}): ReactElement {
  const t = useText()
  const isNew = letter === 'new'
  const found = useEntry('letter', isNew ? '' : letter)
  const back = { to: `/patients/${patient.id}`, label: fullName(patient.body) }
  if (isNew) return <LetterForm patient={patient} back={back} />
  return found.state === 'ready' ? (
    found.data.state === 'open' ? (
      <LetterForm key={found.data.version} patient={patient} back={back} entry={found.data} />
    ) : (
      <LetterRead patient={patient} back={back} entry={found.data} />
    )
  ) : (
    <Page title={t('letters.letter')} back={back} width="text">
      <Await of={found} lines={8}>
        {() => null}
      </Await>
    </Page>
  )
}
