// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactElement } from 'react'
import type { Entry } from '@/api/entries'
import { Columns, Facts, LinkButton, NumberField, Stack, TextField } from '@/design'
import { useClinicTime } from '@/record'
import { useText } from '@/text'
import { sentence } from '@/text/sentence'
import { numberOf } from '@/record/answers'
import { useDesk } from '../desk'
import { stopProps } from '../questions/stops'
import { OwnBody } from './OwnBody'

const measures = ['heightCm', 'weightKg'] as const

/** Who the patient is, as the record has it, and the measures of the day. */
export function Particulars({ patient }: { readonly patient: Entry<'patient'> }): ReactElement {
  const t = useText()
  const time = useClinicTime()
  const { body, change, errors, errorAt, isReadOnly } = useDesk()
  return (
    <Stack>
      <Facts
        items={[
          [
            t('assessment.birthDate'),
            patient.body.birthDate ? time.day(patient.body.birthDate, 'year') : t('assessment.notKnown'),
          ],
          [
            t('assessment.sex'),
            sentence(patient.body.sex ? t.word(patient.body.sex) : t('assessment.notKnown')),
          ],
        ]}
      />
      {(patient.body.birthDate === undefined || patient.body.sex === undefined) && !isReadOnly && (
        <div>
          <LinkButton to={`/patients/${patient.id}`}>{t('assessment.completePatient')}</LinkButton>
        </div>
      )}
      <Columns width="narrow">
        <TextField
          label={t('assessment.on')}
          type="date"
          value={body.on}
          onValue={(on) => {
            if (on !== '') change((before) => ({ ...before, on }))
          }}
          error={errorAt('/on')}
        />
        {measures.map((measure) => (
          <Measure
            key={measure}
            label={t(`assessment.${measure}`)}
            name={measure}
            unit={measure === 'heightCm' ? 'cm' : 'kg'}
            error={errors[measure] ?? errorAt(`/${measure}`)}
          />
        ))}
      </Columns>
      <OwnBody />
    </Stack>
  )
}

function Measure({
  label,
  name,
  unit,
  error,
}: {
  readonly label: string
  readonly name: (typeof measures)[number]
  readonly unit: string
  readonly error: string | undefined
}): ReactElement {
  const t = useText()
  const { body, change } = useDesk()
  const [typed, setTyped] = useState<string>()
  const value = body[name]
  const isNone = typed !== undefined && typed.trim() !== '' && numberOf(typed) === undefined
  return (
    <div {...stopProps(name === 'heightCm' ? 'height_cm' : 'weight_kg')}>
      <NumberField
        label={label}
        unit={unit}
        value={typed ?? (value === undefined ? '' : String(value))}
        onValue={(text) => {
          setTyped(text)
          change((before) => ({ ...before, [name]: numberOf(text) }) as typeof before)
        }}
        onBlur={() => {
          if (!isNone) setTyped(undefined)
        }}
        error={isNone ? t('assessment.noNumber') : error}
      />
    </div>
  )
}
