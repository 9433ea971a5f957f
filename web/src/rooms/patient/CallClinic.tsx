// SPDX-License-Identifier: Apache-2.0
import { Phone } from 'lucide-react'
import { Fragment, type ReactElement } from 'react'
import { useText } from '@/text'
import { useClinic } from './library'
import styles from './CallClinic.module.css'

const telephone = /(\+?\d[\d ()/-]{1,}\d)/

const addressOf = (number: string): string => `tel:${number.replaceAll(/[^\d+]/g, '')}`

/** Words with the telephone numbers in them as links. */
export function WithNumbers({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {text.split(telephone).map((part, index) =>
        index % 2 === 1 ? (
          <a key={index} href={addressOf(part)} dir="ltr">
            {part}
          </a>
        ) : (
          <Fragment key={index}>{part}</Fragment>
        ),
      )}
    </>
  )
}

/** The clinic's telephone as a button; nothing where the clinic says none. */
export function CallClinic({ isLoud = false }: { readonly isLoud?: boolean }): ReactElement | null {
  const t = useText()
  const clinic = useClinic()
  if (clinic.state !== 'ready' || !clinic.data.phone) return null
  return (
    <a href={addressOf(clinic.data.phone)} className={isLoud ? styles.loud : styles.call}>
      <Phone aria-hidden size={20} />
      <span>{t('patient.callClinic', { phone: clinic.data.phone })}</span>
    </a>
  )
}

/** What the clinic says to do in an emergency and out of hours. */
export function EmergencyNote(): ReactElement | null {
  const clinic = useClinic()
  if (clinic.state !== 'ready' || !clinic.data.emergencyNote) return null
  return (
    <p className={styles.note}>
      <WithNumbers text={clinic.data.emergencyNote} />
    </p>
  )
}
