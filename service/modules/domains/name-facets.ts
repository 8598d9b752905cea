import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DomainFilter } from '../../../core/portfolio/domain-filter.ts'
import type { Database } from '../../storage/database.ts'
import { listConnections } from '../connections/connections.repository.ts'
import type { RenewalClass } from '../renewal-rules/class-book.ts'
import { countNames } from './query/count-names.ts'
import { matchNames, type NameReader } from './query/match-names.ts'
import type { NameMatch } from './query/name-condition.ts'
import { matchCondition } from './query/name-sql.ts'

/** Values of one field with the number of names that have each, the most frequent first. */
export type Facet = readonly { readonly value: string; readonly count: number }[]

export type Facets = { readonly total: number; readonly facets: Readonly<Record<string, Facet>> }

/** More values of a field than a person would scroll through; the rarest are left out. */
const MAX_VALUES = 500

/** How the names that match, as one reader sees them, spread over the fields one filters by. */
export async function readFacets(db: Kysely<Database>, reader: NameReader, filter: DomainFilter): Promise<Facets> {
  const match = await matchNames(db, reader, filter)
  const connections = new Map((await listConnections(db, reader.account)).map((one) => [one.id, one]))
  const ofClass: Readonly<Record<string, (one: RenewalClass) => string>> = {
    suffix: ({ key }) => key.suffix,
    mode: ({ mode }) => mode,
    scope: ({ scope }) => scope,
    holding: ({ key }) => key.holding,
    critical: ({ key }) => String(key.critical),
    contradiction: ({ contradiction }) => String(contradiction),
    connection: ({ key }) => connections.get(key.connection)?.name ?? key.connection,
    registrar: ({ key }) => connections.get(key.connection)?.registrar ?? '',
  }
  // Each count reads all names that match: others of the thread have their turn in between.
  const byClass = await countBy(db, match, sql`domain.class_id`)
  await nextTurn()
  const classFacets = Object.entries(ofClass).map(([field, readValue]) => [
    field,
    foldClasses(match, byClass, readValue),
  ])
  const byDepartment = await countBy(db, match, sql`domain.department`)
  await nextTurn()
  const byLock = await countBy(db, match, sql`domain.lock_level`)
  await nextTurn()
  const byTag = await countTags(db, match)
  await nextTurn()
  return {
    total: await countNames(db, match),
    facets: {
      ...Object.fromEntries(classFacets),
      department: facetOf(byDepartment),
      lock: facetOf(byLock),
      tag: facetOf(byTag),
    },
  }
}

type Count = { readonly value: string | number | null; readonly names: number }

async function countBy(db: Kysely<Database>, match: NameMatch, of: RawBuilder<unknown>): Promise<readonly Count[]> {
  const { rows } = await sql<Count>`
    select ${of} as value, count(*) as names from domain where ${matchCondition(db, match)} group by 1`.execute(db)
  return rows
}

async function countTags(db: Kysely<Database>, match: NameMatch): Promise<readonly Count[]> {
  if (match.classes === null && match.conditions.length === 0) {
    const { rows } = await sql<Count>`
      select tag as value, count(*) as names from domain_tag where account = ${match.account} group by tag`.execute(db)
    return rows
  }
  const { rows } = await sql<Count>`
    select t.tag as value, count(*) as names from domain_tag t join domain on domain.id = t.domain
    where t.account = ${match.account} and ${matchCondition(db, match)} group by t.tag`.execute(db)
  return rows
}

function foldClasses(match: NameMatch, counts: readonly Count[], readValue: (one: RenewalClass) => string): Facet {
  const sums = new Map<string, number>()
  for (const { value, names } of counts) {
    const found = match.book.get(Number(value))
    if (found) sums.set(readValue(found), (sums.get(readValue(found)) ?? 0) + names)
  }
  return facetOf([...sums].map(([value, names]) => ({ value, names })))
}

function facetOf(counts: readonly Count[]): Facet {
  const facet = counts.map(({ value, names }) => ({ value: String(value ?? ''), count: names }))
  return facet.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, MAX_VALUES)
}
