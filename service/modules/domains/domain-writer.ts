import type { Transaction } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import { renewalClassText } from '../../../core/renewal/renewal-class.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { idList, textList } from '../../storage/json-list.ts'
import type { JsonColumns } from '../../storage/json-rows.ts'
import { insertRows, updateRowsByKey } from '../../storage/many-rows.ts'
import { countIntoClasses, cutOffOfClass, ensureClasses } from '../renewal-rules/class-store.ts'
import { DOMAIN_COLUMNS, rowOf, type WritableColumn, type WritableRow } from './domain-row.ts'
import { type DomainFacts, type DomainState, parseTexts, type StoredDomain } from './domain-state.ts'
import { readRenewalPrices } from './renewal-price.ts'
import { addToSearch } from './search-index.ts'
import { type SettledDomain, settleDomain } from './settle-domain.ts'
import { traceScopeMoves } from './update-rows.ts'
import type { WriteContext } from './write-context.ts'

/** A name with what is now stated about it; what is not in `patch` stays. */
export type DomainChange = { readonly before: StoredDomain; readonly patch: Partial<DomainFacts> }

/**
 * Adds names, one statement for all. None of them may be in the account yet. Returns the id of each name.
 *
 * Rows of `domain` are written here, in `change-renewal.ts`, `change-facts.ts` and `recompute-deadlines.ts` only: they keep
 * class, deadlines, tags and the traces for limited readers in step with the facts.
 */
export async function insertDomains(
  trx: Transaction<Database>,
  context: WriteContext,
  names: readonly DomainState[],
): Promise<ReadonlyMap<string, number>> {
  if (names.length === 0) return new Map()
  const settled = names.map((name) => settleDomain(name, null, context.today))
  const rows = await rowsOf(trx, context, settled)
  const columns = { account: 'text', ...DOMAIN_COLUMNS, updated_at: 'text', change_seq: 'int' } as const
  const origin = { account: context.account, updated_at: context.now, change_seq: context.changeSeq }
  const stored = rows.map((row) => ({ ...row, ...origin }))
  await insertRows(trx, 'domain', columns, stored)
  const ids = await idsOf(trx, context.account, rows)
  await addToSearch(trx, [...ids.values()])
  const tagged = rows.flatMap((row) => pairsOf(ids.get(row.name), parseTexts(row.tags)))
  await insertTags(trx, context.account, tagged)
  await countIntoClasses(trx, context.account, countBy(rows.map((row) => [row.class_id, 1])))
  return ids
}

async function idsOf(
  trx: Transaction<Database>,
  account: string,
  names: readonly { readonly name: string }[],
): Promise<ReadonlyMap<string, number>> {
  const list = textList(
    dialectOf(trx),
    names.map(({ name }) => name),
  )
  const made = await trx
    .selectFrom('domain')
    .select(['id', 'name'])
    .where('account', '=', account)
    .where('name', 'in', list)
    .execute()
  return new Map(made.map(({ id, name }) => [name, id]))
}

/** Changes names; only what really differs is written. Returns the ids of the names that were written. */
export async function updateDomains(
  trx: Transaction<Database>,
  context: WriteContext,
  changes: readonly DomainChange[],
): Promise<ReadonlySet<number>> {
  const settled = changes.map(({ before, patch }) =>
    settleDomain({ ...before.state, ...patch }, before.state, context.today),
  )
  const rows = await rowsOf(trx, context, settled)
  const updates = changes.flatMap(({ before }, index): readonly RowUpdate[] => {
    const after = rows[index]
    invariant(after, 'each change has a row')
    const columns = ALL_COLUMNS.filter((column) => after[column] !== storedCell(before, column))
    return columns.length === 0 ? [] : [{ before, after, columns }]
  })
  const moved = updates.filter(({ columns }) => columns.includes('department') || columns.includes('tags'))
  await traceScopeMoves(
    trx,
    context,
    moved.map(({ before }) => before.id),
  )
  for (const group of Map.groupBy(updates, ({ columns }) => columns.join()).values()) {
    await writeColumns(trx, context, group)
  }
  await replaceTags(trx, context, updates)
  const moves = updates.flatMap(({ before, after }): readonly (readonly [number, number])[] => [
    [before.row.class_id, -1],
    [after.class_id, 1],
  ])
  await countIntoClasses(trx, context.account, countBy(moves))
  return new Set(updates.map(({ before }) => before.id))
}

type RowUpdate = {
  readonly before: StoredDomain
  readonly after: WritableRow
  readonly columns: readonly WritableColumn[]
}

const ALL_COLUMNS = Object.keys(DOMAIN_COLUMNS) as readonly WritableColumn[]

async function rowsOf(
  trx: Transaction<Database>,
  context: WriteContext,
  settled: readonly SettledDomain[],
): Promise<readonly WritableRow[]> {
  const classes = await ensureClasses(
    trx,
    context.account,
    settled.map(({ key }) => key),
  )
  const priceOf = await readRenewalPrices(
    trx,
    context,
    settled.map(({ key }) => key.connection),
  )
  return settled.map((one) => {
    const found = classes.get(renewalClassText(one.key))
    invariant(found, 'each key has a class')
    return rowOf(one, { id: found.id, cutOff: cutOffOfClass(found) }, priceOf(one.key, one.state.price), context)
  })
}

/** All updates of the group change the same columns. */
async function writeColumns(
  trx: Transaction<Database>,
  context: WriteContext,
  group: readonly RowUpdate[],
): Promise<void> {
  const columns = group[0]?.columns ?? []
  const types: JsonColumns = Object.fromEntries(columns.map((column) => [column, DOMAIN_COLUMNS[column]]))
  const now = { updated_at: context.now, change_seq: context.changeSeq }
  const rows = group.map(({ before, after }) => ({ ...after, ...now, id: before.id, account: context.account }))
  const changed = { ...types, updated_at: 'text', change_seq: 'int' } as const
  await updateRowsByKey(trx, 'domain', { account: 'text', id: 'int' }, changed, rows)
}

async function replaceTags(
  trx: Transaction<Database>,
  context: WriteContext,
  updates: readonly RowUpdate[],
): Promise<void> {
  const changed = updates.filter(({ columns }) => columns.includes('tags'))
  if (changed.length === 0) return
  const ids = idList(
    dialectOf(trx),
    changed.map(({ before }) => before.id),
  )
  await trx.deleteFrom('domain_tag').where('account', '=', context.account).where('domain', 'in', ids).execute()
  const tagged = changed.flatMap(({ before, after }) => pairsOf(before.id, parseTexts(after.tags)))
  await insertTags(trx, context.account, tagged)
}

/** Bulk changes leave the provenance in the database's own notation of JSON. */
function storedCell({ row, state }: StoredDomain, column: WritableColumn): string | number | null {
  return column === 'provenance' ? JSON.stringify(state.provenance) : row[column]
}

type TagPair = readonly [domain: number, tag: string]

function pairsOf(domain: number | undefined, tags: readonly string[]): readonly TagPair[] {
  invariant(domain !== undefined, 'a name that was written has an id')
  return tags.map((tag) => [domain, tag])
}

async function insertTags(trx: Transaction<Database>, account: string, pairs: readonly TagPair[]): Promise<void> {
  const rows = pairs.map(([domain, tag]) => ({ account, domain, tag }))
  await insertRows(trx, 'domain_tag', { account: 'text', domain: 'int', tag: 'text' }, rows)
}

function countBy(entries: readonly (readonly [number, number])[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const [id, difference] of entries) counts.set(id, (counts.get(id) ?? 0) + difference)
  return counts
}
