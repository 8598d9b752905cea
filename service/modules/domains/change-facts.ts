import { type RawBuilder, sql, type Transaction } from 'kysely'
import { assertNever } from '../../../core/base/invariant.ts'
import { LOCKS, type Lock, lockLevel } from '../../../core/domains/locks.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { idList, textList } from '../../storage/json-list.ts'
import { jsonRows } from '../../storage/json-rows.ts'
import { locksOfRow, parseTexts } from './domain-state.ts'
import { isNameOf } from './names-by-id.ts'
import { traceScopeMoves, updateRows } from './update-rows.ts'
import type { WriteContext } from './write-context.ts'

/** A change of facts that is the same for many names. A tag that is both removed and added is there afterwards. */
export type FactChange =
  | { readonly kind: 'setDepartment'; readonly department: string | null }
  | { readonly kind: 'setNameServers'; readonly nameServers: readonly string[] }
  | { readonly kind: 'setTags'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: 'setLocks'; readonly locks: Readonly<Partial<Record<Lock, boolean>>> }

/** Changes a fact of many names alike, without reading them in full; it is then what a person stated today. */
export async function changeFacts(
  trx: Transaction<Database>,
  context: WriteContext,
  ids: readonly number[],
  change: FactChange,
): Promise<void> {
  switch (change.kind) {
    case 'setDepartment':
      await traceScopeMoves(trx, context, ids)
      return updateAlike(trx, context, ids, 'department', sql`department = ${change.department}`)
    case 'setNameServers':
      return updateAlike(trx, context, ids, 'nameServers', sql`name_servers = ${JSON.stringify(change.nameServers)}`)
    case 'setTags':
      return changeTags(trx, context, ids, change)
    case 'setLocks':
      return changeLocks(trx, context, ids, change.locks)
    default:
      return assertNever(change, 'fact change')
  }
}

async function updateAlike(
  trx: Transaction<Database>,
  context: WriteContext,
  ids: readonly number[],
  fact: string,
  assignment: RawBuilder<unknown>,
): Promise<void> {
  const rows = ids.map((id) => [id])
  await updateRows(trx, context, { id: 'int' }, rows, [assignment, statedToday(trx, context, fact)])
}

type TagChange = Extract<FactChange, { kind: 'setTags' }>

async function changeTags(
  trx: Transaction<Database>,
  context: WriteContext,
  ids: readonly number[],
  change: TagChange,
): Promise<void> {
  const names = await trx
    .selectFrom('domain')
    .select(['id', 'tags'])
    .where(isNameOf(trx, context.account, ids))
    .execute()
  const after = new Map([...new Set(names.map(({ tags }) => tags))].map((tags) => [tags, retagged(tags, change)]))
  const rows = names.flatMap(({ id, tags }): readonly (readonly [number, string])[] => {
    const to = after.get(tags)
    return to === undefined || to === tags ? [] : [[id, to]]
  })
  const changed = rows.map(([id]) => id)
  await traceScopeMoves(trx, context, changed)
  const assignments = [sql`tags = v.tags`, statedToday(trx, context, 'tags')]
  await updateRows(trx, context, { id: 'int', tags: 'text' }, rows, assignments)
  await moveTagRows(trx, context.account, changed, change)
}

/** A name's tags, as its row has them, after the change. */
export function retagged(tags: string, { add, remove }: Pick<TagChange, 'add' | 'remove'>): string {
  const kept = parseTexts(tags).filter((tag) => !remove.includes(tag))
  return JSON.stringify([...new Set([...kept, ...add])].toSorted())
}

async function moveTagRows(
  trx: Transaction<Database>,
  account: string,
  ids: readonly number[],
  { add, remove }: TagChange,
): Promise<void> {
  const dialect = dialectOf(trx)
  const gone = remove.filter((tag) => !add.includes(tag))
  await trx
    .deleteFrom('domain_tag')
    .where('account', '=', account)
    .where('domain', 'in', idList(dialect, ids))
    .where('tag', 'in', textList(dialect, gone))
    .execute()
  const pairs = add.flatMap((tag) => ids.map((id): readonly [number, string] => [id, tag]))
  await sql`insert into domain_tag (account, domain, tag)
    select cast(${account} as text), v.domain, v.tag
    from ${jsonRows(dialect, { domain: 'int', tag: 'text' }, pairs)} as v
    where true on conflict do nothing`.execute(trx)
}

async function changeLocks(
  trx: Transaction<Database>,
  context: WriteContext,
  ids: readonly number[],
  locks: Readonly<Partial<Record<Lock, boolean>>>,
): Promise<void> {
  const names = await trx
    .selectFrom('domain')
    .select(['id', 'lock_level', 'lock_transfer', 'lock_update', 'lock_delete', 'lock_renew'])
    .where(isNameOf(trx, context.account, ids))
    .execute()
  const rows = names.map((row): readonly [number, string] => {
    const after = { ...locksOfRow(row), ...locks }
    return [row.id, lockLevel(after, row.lock_level === 'registry')]
  })
  const set = LOCKS.flatMap((lock) => {
    const isLocked = locks[lock]
    return isLocked === undefined ? [] : [sql`${sql.ref(`lock_${lock}`)} = ${sql.lit(Number(isLocked))}`]
  })
  const assignments = [sql`lock_level = v.lock_level`, ...set, statedToday(trx, context, 'locks')]
  await updateRows(trx, context, { id: 'int', lock_level: 'text' }, rows, assignments)
}

/** Notes in the name's provenance that a person stated the fact today. */
function statedToday(trx: Transaction<Database>, context: WriteContext, fact: string): RawBuilder<unknown> {
  const origin = JSON.stringify({ source: 'manual', asOf: context.today })
  return dialectOf(trx) === 'sqlite'
    ? sql`provenance = json_set(provenance, ${`$.${fact}`}, json(${origin}))`
    : sql`provenance = (provenance::jsonb || jsonb_build_object(${fact}::text, ${origin}::jsonb))::text`
}
