// SPDX-License-Identifier: Apache-2.0
// The rooms of the house: where each is, who may enter, and its code, which is fetched on the way in.
import {
  BookOpen,
  CalendarDays,
  ChartNoAxesCombined,
  House,
  Package,
  ScrollText,
  Settings,
  UserRoundCog,
  UsersRound,
  type LucideIcon,
} from 'lucide-react'
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import type { TextKey } from '@/text'
import type { Role } from './session'

export type Room = Readonly<{
  /** Pattern of its addresses; "*?" at the end: what follows belongs to the room. */
  path: string
  /** Where it stands in the navigation; a room without is entered from another. */
  menu?: Readonly<{ name: TextKey; icon: LucideIcon; part: 'work' | 'clinic' }>
  who: readonly Role[]
  /** It has a frame of its own: the house's would be in the way of hands that hold needles. */
  isAlone?: true
  Component: LazyExoticComponent<ComponentType>
}>

const staff: readonly Role[] = ['clinician', 'reception', 'lead']
const clinical: readonly Role[] = ['clinician', 'lead']
const lead: readonly Role[] = ['lead']

function code<N extends string>(
  load: () => Promise<Readonly<Record<N, ComponentType>>>,
  name: N,
): LazyExoticComponent<ComponentType> {
  return lazy(async () => ({ default: (await load())[name] }))
}

/** Of two that fit an address, the first is entered. */
export const rooms: readonly Room[] = [
  {
    path: '/today',
    menu: { name: 'app.today', icon: House, part: 'work' },
    who: staff,
    Component: code(() => import('@/rooms/today'), 'TodayRoom'),
  },
  {
    path: '/patients/:patient/assessments/:assessment/*?',
    who: clinical,
    Component: code(() => import('@/rooms/assessment'), 'AssessmentRoom'),
  },
  {
    path: '/patients/:patient/plans/:plan/consent/*?',
    who: clinical,
    Component: code(() => import('@/rooms/consent'), 'ConsentRoom'),
  },
  {
    path: '/patients/:patient/plans/:plan/*?',
    who: clinical,
    Component: code(() => import('@/rooms/plan'), 'PlanRoom'),
  },
  {
    path: '/patients/:patient/sessions/:session/*?',
    who: clinical,
    isAlone: true,
    Component: code(() => import('@/rooms/session'), 'SessionRoom'),
  },
  {
    path: '/patients/:patient/events/:event/*?',
    who: clinical,
    Component: code(() => import('@/rooms/session/events'), 'EventRoom'),
  },
  {
    path: '/patients/:patient/outcomes/*?',
    who: clinical,
    Component: code(() => import('@/rooms/outcomes'), 'OutcomesRoom'),
  },
  {
    path: '/patients/*?',
    menu: { name: 'app.patients', icon: UsersRound, part: 'work' },
    who: staff,
    Component: code(() => import('@/rooms/patients'), 'PatientsRoom'),
  },
  {
    path: '/diary/*?',
    menu: { name: 'app.diary', icon: CalendarDays, part: 'work' },
    who: staff,
    Component: code(() => import('@/rooms/diary'), 'DiaryRoom'),
  },
  {
    path: '/library/*?',
    menu: { name: 'app.library', icon: BookOpen, part: 'work' },
    who: clinical,
    Component: code(() => import('@/rooms/library'), 'LibraryRoom'),
  },
  {
    path: '/stock/*?',
    menu: { name: 'app.stock', icon: Package, part: 'clinic' },
    who: staff,
    Component: code(() => import('@/rooms/stock'), 'StockRoom'),
  },
  {
    path: '/people/*?',
    menu: { name: 'app.people', icon: UserRoundCog, part: 'clinic' },
    who: lead,
    Component: code(() => import('@/rooms/people'), 'PeopleRoom'),
  },
  {
    path: '/figures/*?',
    menu: { name: 'app.figures', icon: ChartNoAxesCombined, part: 'clinic' },
    who: lead,
    Component: code(() => import('@/rooms/figures'), 'FiguresRoom'),
  },
  {
    path: '/audit/*?',
    menu: { name: 'app.audit', icon: ScrollText, part: 'clinic' },
    who: lead,
    Component: code(() => import('@/rooms/audit'), 'AuditRoom'),
  },
  {
    path: '/settings/*?',
    menu: { name: 'app.settings', icon: Settings, part: 'clinic' },
    who: staff,
    Component: code(() => import('@/rooms/settings'), 'SettingsRoom'),
  },
]

/** The pages of a patient are a house of their own. */
export const PatientHouse = code(() => import('@/rooms/patient'), 'PatientHouse')
