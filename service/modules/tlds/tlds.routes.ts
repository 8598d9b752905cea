import { listTlds } from '../../../core/contract/http/connections.ts'
import { parseSuffix, type Suffix, unicodeSuffix } from '../../../core/domains/suffix.ts'
import { listSuffixes, type SuffixFacts } from '../../../core/domains/tld-catalogue.ts'
import type { Deps } from '../../deps.ts'
import { nextPage, pageStart } from '../../http/cursor.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { countNamesBySuffix } from './tlds.repository.ts'

const LIST = 'tlds'
const DEFAULT_PAGE = 500

export function tldRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(listTlds, async ({ by, query }) => {
      const names = await countNamesBySuffix(deps.storage.read, by.account, by.actor.scope)
      const wanted = matcher(query.search)
      const all = listSuffixes().filter((facts) => wanted(facts.suffix) && isHeldAs(query.held, names, facts.suffix))
      const ordered = all.toSorted((a, b) => namesUnder(names, b) - namesUnder(names, a) || knowledge(b) - knowledge(a))
      const start = pageStart(LIST, query)
      const page = ordered.slice(start, start + (query.limit ?? DEFAULT_PAGE))
      return json(200, {
        items: page.map((facts) => describeSuffix(facts, names.get(facts.suffix) ?? 0)),
        nextCursor: nextPage(LIST, start, page.length, ordered.length),
        total: ordered.length,
      })
    }),
  ]
}

/** Either spelling, with or without the dot; part of a suffix is enough. */
function matcher(search: string | undefined): (suffix: Suffix) => boolean {
  const text = search?.trim().replace(/^\./, '').toLowerCase() ?? ''
  if (text === '') return () => true
  const exact = parseSuffix(text)
  return (suffix) => suffix === exact || suffix.includes(text) || unicodeSuffix(suffix).includes(text)
}

const namesUnder = (names: ReadonlyMap<string, number>, { suffix }: SuffixFacts) => names.get(suffix) ?? 0

/** Suffixes whose rules are known come first, and last those that stand for any label, as `*.kawasaki.jp` does. */
function knowledge({ suffix, basis, source }: SuffixFacts): number {
  if (suffix.startsWith('*')) return 0
  return basis === 'suffix' ? 3 : source === null ? 1 : 2
}

function isHeldAs(held: 'true' | 'false' | undefined, names: ReadonlyMap<string, number>, suffix: string): boolean {
  return held === undefined || names.has(suffix) === (held === 'true')
}

function describeSuffix({ suffix, family, basis, rule, source, asOf }: SuffixFacts, names: number) {
  return { ...rule, suffix, unicodeSuffix: unicodeSuffix(suffix), family, basis, source, asOf, names }
}
