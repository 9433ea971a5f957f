// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Route, Switch } from 'wouter'
import { DetailsPage } from './DetailsPage'
import { FindPage } from './FindPage'
import { LetterPage } from './letters/LetterPage'
import { MessagesPage } from './messages/MessagesPage'
import { PatientPage } from './PatientPage'
import { OfPatient } from './OfPatient'

/** Finding a patient, and everything about one that is no consultation. */
export function PatientsRoom(): ReactElement {
  return (
    <Switch>
      <Route path="/patients">
        <FindPage />
      </Route>
      <Route path="/patients/new">
        <FindPage begins />
      </Route>
      <Route path="/patients/:patient/details">
        {({ patient }) => (
          <OfPatient id={patient}>{(entry) => <DetailsPage key={entry.id} patient={entry} />}</OfPatient>
        )}
      </Route>
      <Route path="/patients/:patient/messages">
        {({ patient }) => (
          <OfPatient id={patient}>{(entry) => <MessagesPage key={entry.id} patient={entry} />}</OfPatient>
        )}
      </Route>
      <Route path="/patients/:patient/letters/:letter">
        {({ patient, letter }) => (
          <OfPatient id={patient}>
            {(entry) => <LetterPage key={letter} patient={entry} letter={letter} />}
          </OfPatient>
        )}
      </Route>
      <Route path="/patients/:patient/entries/:entry">
        {({ patient, entry: shown }) => (
          <OfPatient id={patient}>
            {(entry) => <PatientPage key={entry.id} patient={entry} shown={shown} />}
          </OfPatient>
        )}
      </Route>
      <Route path="/patients/:patient">
        {({ patient }) => (
          <OfPatient id={patient}>{(entry) => <PatientPage key={entry.id} patient={entry} />}</OfPatient>
        )}
      </Route>
    </Switch>
  )
}
