// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Await, Page, Stack } from '@/design'
import { useText } from '@/text'
import { CallClinic, EmergencyNote } from './CallClinic'
import { ofParts, useAdvice } from './library'
import { Said } from './Said'
import styles from './EmergencyPage.module.css'

/** The signs of an emergency, and of what wants a call today; from what was loaded, where there is no connection. */
export function EmergencyPage(): ReactElement {
  const t = useText()
  const advice = useAdvice()
  return (
    <Page title={t('patient.isEmergency')} width="text">
      <Await of={advice}>
        {(all) => (
          <Stack gap={5}>
            <section className={styles.now}>
              <h2>{t('patient.nowIf')}</h2>
              <Said sentences={ofParts(all, 'emergency')} asList />
              <EmergencyNote />
            </section>
            <section className={styles.call}>
              <h2>{t('patient.callIf')}</h2>
              <Said sentences={ofParts(all, 'call')} asList />
              <CallClinic />
            </section>
            <p className={styles.unsure}>{t('patient.unsure')}</p>
          </Stack>
        )}
      </Await>
    </Page>
  )
}
