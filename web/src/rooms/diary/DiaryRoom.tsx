// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react'
import { Route, Switch } from 'wouter'
import { DiaryPage } from './DiaryPage'

/** Who comes when, to whom, where; and who would like to. */
export function DiaryRoom(): ReactElement {
  return (
    <Switch>
      <Route path="/diary/week/:day">{({ day }) => <DiaryPage view="week" day={day} />}</Route>
      <Route path="/diary/day/:day">{({ day }) => <DiaryPage view="day" day={day} />}</Route>
      <Route path="/diary/book/:patient">
        {({ patient }) => <DiaryPage key={patient} view="day" begins={{ patient }} />}
      </Route>
      <Route path="/diary/book">
        <DiaryPage key="book" view="day" begins={{}} />
      </Route>
      <Route>
        <DiaryPage view="day" />
      </Route>
    </Switch>
  )
}
