// SPDX-License-Identifier: Apache-2.0
import account from './account.json'
import app from './app.json'
import assessment from './assessment.json'
import audit from './audit.json'
import body from './body.json'
import consent from './consent.json'
import design from './design.json'
import diary from './diary.json'
import evidence from './evidence.json'
import figures from './figures.json'
import library from './library.json'
import letters from './letters.json'
import login from './login.json'
import outcomes from './outcomes.json'
import patient from './patient.json'
import patients from './patients.json'
import people from './people.json'
import plan from './plan.json'
import screening from './screening.json'
import session from './session.json'
import settings from './settings.json'
import stock from './stock.json'
import today from './today.json'
import words from './words.json'

export const english = {
  account,
  app,
  assessment,
  audit,
  body,
  consent,
  design,
  diary,
  evidence,
  figures,
  library,
  letters,
  login,
  outcomes,
  patient,
  patients,
  people,
  plan,
  screening,
  session,
  settings,
  stock,
  today,
  words,
}
