// SPDX-License-Identifier: Apache-2.0
import { clsx } from 'clsx'
import { useId, type ReactElement } from 'react'
import styles from './questions.module.css'

export type OptionOf = Readonly<{ id: string; text: string }>

const mostByDigit = 9

/** The key that chooses an option; "n" for none of them. */
export function keyOfOption(option: OptionOf, index: number): string {
  if (option.id === 'none') return 'n'
  return index < mostByDigit ? String(index + 1) : ''
}

/** The options of a choice (one) or of choices (several), each with the key that chooses it. Pressing what is chosen
 *  takes it back: then it is not asked. */
export function OptionList({
  label,
  options,
  chosen,
  isSeveral,
  onPress,
}: {
  readonly label: string
  readonly options: readonly OptionOf[]
  readonly chosen: readonly string[]
  readonly isSeveral: boolean
  readonly onPress: (id: string) => void
}): ReactElement {
  const name = useId()
  return (
    <fieldset className={styles.options}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option, index) => {
        const isChosen = chosen.includes(option.id)
        return (
          <label key={option.id} className={clsx(styles.option, option.id === 'none' && styles.none)}>
            <input
              type={isSeveral ? 'checkbox' : 'radio'}
              name={name}
              checked={isChosen}
              onChange={() => {
                if (isSeveral || !isChosen) onPress(option.id)
              }}
              onClick={() => {
                if (!isSeveral && isChosen) onPress(option.id)
              }}
            />
            <span className={styles.optionText}>{option.text}</span>
            <kbd aria-hidden>{keyOfOption(option, index)}</kbd>
          </label>
        )
      })}
    </fieldset>
  )
}
