import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Selection } from '../../../core/contract/http/bulk.ts'
import { parseDomainName } from '../../../core/domains/domain-name.ts'
import { DEFAULT_DOMAIN_SORT } from '../../../core/portfolio/domain-sort.ts'
import type { Database } from '../../storage/database.ts'
import type { DomainRow } from '../domains/domain-state.ts'
import { readFilter } from '../domains/list-request.ts'
import { isNameOf } from '../domains/names-by-id.ts'
import { compareByCodePoint } from '../domains/query/code-point-order.ts'
import { walkList } from '../domains/query/list-names.ts'
import type { NameReader } from '../domains/query/match-names.ts'
import { scopeCondition } from '../domains/scope-condition.ts'
import { isNamed, readNames } from './bulk.repository.ts'

/** Names looked at in one go, so that requests in between never wait long. */
const SLICE = 1_000

export type Slice = { readonly rows: readonly DomainRow[]; readonly unknown: readonly string[] }

/**
 * Walks through the names of a selection that the reader sees, in the order of the names: neighbours share pages of most
 * indexes, which makes the change half as much to write. `unknown` are texts that name none of them.
 */
export function selectedNames(
  db: Kysely<Database>,
  reader: NameReader,
  selection: Selection,
  columns: readonly (keyof DomainRow)[],
): AsyncIterable<Slice> {
  if ('names' in selection) return listedNames(db, reader, selection.names, columns)
  return matchingNames(db, reader, selection, columns)
}

async function* listedNames(
  db: Kysely<Database>,
  { account, scope }: NameReader,
  texts: readonly string[],
  columns: readonly (keyof DomainRow)[],
): AsyncGenerator<Slice> {
  const inScope = scopeCondition(db, account, scope)
  const sorted = texts
    .map((text) => [aLabelOf(text) ?? text, text] as const)
    .sort(([a], [b]) => compareByCodePoint(a, b))
  const seen = new Set<number>()
  for (let from = 0; from < sorted.length; from += SLICE) {
    const asked = new Map(sorted.slice(from, from + SLICE))
    const rows = await readNames(db, [...columns, 'name'], [isNamed(db, account, [...asked.keys()]), inScope])
    for (const { name } of rows) asked.delete(name)
    const fresh = rows.filter(({ id }) => !seen.has(id))
    for (const { id } of fresh) seen.add(id)
    yield { rows: fresh, unknown: [...asked.values()] }
    await nextTurn()
  }
}

type MatchSelection = Extract<Selection, { readonly filter: unknown }>

async function* matchingNames(
  db: Kysely<Database>,
  reader: NameReader,
  { filter, except = [] }: MatchSelection,
  columns: readonly (keyof DomainRow)[],
): AsyncGenerator<Slice> {
  const left = new Set(except.map((text) => aLabelOf(text) ?? text))
  const list = { filter: readFilter(filter, '/selection/filter'), sort: DEFAULT_DOMAIN_SORT }
  for await (const ids of walkList(db, reader, list, SLICE)) {
    const read = left.size === 0 ? columns : [...columns, 'name' as const]
    const rows = await readNames(db, read, [isNameOf(db, reader.account, ids)])
    yield { rows: left.size === 0 ? rows : rows.filter(({ name }) => !left.has(name)), unknown: [] }
    await nextTurn()
  }
}

function aLabelOf(text: string): string | null {
  const parsed = parseDomainName(text)
  return parsed.ok ? parsed.value.name : null
}
