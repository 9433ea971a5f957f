// SPDX-License-Identifier: Apache-2.0
// The items of five shelves, as a list can show, search and filter them alike.
import { structureName } from '@/record'
import type { Text } from '@/text'
import type { Advice, Care, Cause, Mark, Rule, StatementShelf, Target } from './wire'

export type Statement = Readonly<{
  id: string
  title: string
  /** What the list is filtered by: a rule's level, care's standing, advice's part. */
  group: string
  mark: Mark
  status: 'draft' | 'signed'
  digest: string
  where: string
  /** Everything that a search looks through, in lower case. */
  haystack: string
}> &
  (
    | Readonly<{ shelf: 'rules'; item: Rule }>
    | Readonly<{ shelf: 'causes'; item: Cause }>
    | Readonly<{ shelf: 'care'; item: Care }>
    | Readonly<{ shelf: 'targets'; item: Target }>
    | Readonly<{ shelf: 'advice'; item: Advice }>
  )

type ItemOf = Readonly<{ rules: Rule; causes: Cause; care: Care; targets: Target; advice: Advice }>

function words(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' \n').toLowerCase()
}

/** An item of a shelf as a statement. */
export function statementOf<S extends StatementShelf>(shelf: S, item: ItemOf[S], t: Text): Statement {
  const { id, mark, status, digest, where } = item
  const common = { id, mark, status, digest, where }
  const named = { shelf, item } as { [K in StatementShelf]: { shelf: K; item: ItemOf[K] } }[StatementShelf]
  const cited = item.sources.join(' ')
  switch (named.shelf) {
    case 'rules': {
      const { what, level, because, whatToDo, tellPatient, restraint, classes } = named.item
      const haystack = words(
        ...[id, what, because, whatToDo, tellPatient, cited, ...restraint],
        ...classes.map((one) => `${one.body} ${one.class}`),
      )
      return { ...common, ...named, title: what, group: level, haystack }
    }
    case 'causes': {
      const { name, inPlainWords, whatNext, leadsWhy, groups } = named.item
      const evidence = groups.flatMap((group) => [group.what, ...group.items.map((one) => one.what)])
      const haystack = words(id, name, inPlainWords, whatNext, leadsWhy, cited, ...evidence)
      return { ...common, ...named, title: name, group: '', haystack }
    }
    case 'care': {
      const { name, inPlainWords, because, whatToDo, certaintyWhy, positions, standing } = named.item
      const said = positions.map((one) => `${one.body} ${one.says}`)
      const haystack = words(id, name, inPlainWords, because, whatToDo, certaintyWhy, cited, ...said)
      return { ...common, ...named, title: name, group: standing, haystack }
    }
    case 'targets': {
      const { muscle, inPlainWords, because, technique } = named.item
      const title = structureName(muscle, t)
      const haystack = words(id, title, inPlainWords, because, cited, ...Object.values(technique))
      return { ...common, ...named, title, group: '', haystack }
    }
    case 'advice': {
      const { asked, text, part } = named.item
      return {
        ...common,
        ...named,
        title: asked ?? text,
        group: part,
        haystack: words(id, asked, text, cited),
      }
    }
  }
}

/** Whether all the words that were typed occur. */
export function isFound(haystack: string, typed: string): boolean {
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word))
}
