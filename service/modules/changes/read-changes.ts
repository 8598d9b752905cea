import { type Kysely, type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { isInScope, type ReaderScope } from '../../../core/access/reader-scope.ts'
import { invariant } from '../../../core/base/invariant.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { changeSchema } from '../../../core/contract/http/changes.ts'
import { Refusal } from '../../refusal.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { idList } from '../../storage/json-list.ts'
import type { AccountTables } from '../accounts/accounts.table.ts'
import { classOf, describeName, type NameContext, readNameContext } from '../domains/domain-item.ts'
import { type DomainRow, parseTexts } from '../domains/domain-state.ts'
import type { NameReader } from '../domains/query/match-names.ts'
import { type ChangePosition, positionAt } from './change-cursor.ts'

type Change = z.output<typeof changeSchema>

export type ChangePage = {
  readonly items: readonly Change[]
  readonly next: ChangePosition
  readonly hasMore: boolean
}

/** The position of a reader who knows the account as it is now. */
export async function currentPosition(
  db: Kysely<Database>,
  { account, today }: Pick<NameReader, 'account' | 'today'>,
): Promise<ChangePosition> {
  return positionAt((await readCounter(db, account)).change_seq, today)
}

/**
 * What changed for a reader since a position: rules and settings first, then names in the order of their last change. A
 * name that the reader could see before and cannot see now is `gone`; one they never saw is not mentioned.
 */
export async function readChanges(
  db: Kysely<Database>,
  reader: NameReader,
  since: ChangePosition,
  limit: number,
): Promise<ChangePage> {
  const { counter, rows } = await readAfter(db, reader.account, since, limit + 1)
  // A position that this database has not reached yet belongs to a state that was lost, e.g. before a restored backup.
  if (since.seq > counter.change_seq) throw new Refusal('resync')
  const page = rows.slice(0, limit)
  const context = await readNameContext(db, reader.account, reader.today)
  const sights = new Map(page.map((row) => [row.id, sightOf(context, reader.scope, row)]))
  const outside = page.filter(({ id }) => sights.get(id) === 'outside')
  const left = await readLeavers(db, reader, since, outside)
  const names = page.flatMap((row): readonly Change[] => {
    const sight = sights.get(row.id)
    if (sight === 'seen') return [{ kind: 'domain', domain: describeName(context, row) }]
    return sight === 'archived' || left.has(row.id) ? [{ kind: 'gone', name: row.name }] : []
  })
  const last = page.at(-1)
  const hasMore = rows.length > limit
  return {
    items: [...notesSince(counter, since, reader.today), ...names],
    next:
      hasMore && last
        ? { seq: last.change_seq, name: last.name, notedSeq: counter.change_seq, day: reader.today }
        : positionAt(counter.change_seq, reader.today),
    hasMore,
  }
}

type Counter = Pick<
  Selectable<AccountTables['account_counter']>,
  'change_seq' | 'rules_seq' | 'connections_seq' | 'settings_seq' | 'billing_seq' | 'files_seq'
>

function readCounter(db: Kysely<Database>, account: string): Promise<Counter> {
  return db
    .selectFrom('account_counter')
    .select(['change_seq', 'rules_seq', 'connections_seq', 'settings_seq', 'billing_seq', 'files_seq'])
    .where('account', '=', account)
    .executeTakeFirstOrThrow()
}

/** What bears on many names at once; on a new day that is the calendar, as a rule would be. */
function notesSince(counter: Counter, { notedSeq, day }: ChangePosition, today: IsoDate): readonly Change[] {
  return [
    ...(counter.rules_seq > notedSeq || day !== today ? [{ kind: 'rules' as const }] : []),
    ...(counter.connections_seq > notedSeq ? [{ kind: 'connections' as const }] : []),
    ...(counter.billing_seq > notedSeq ? [{ kind: 'billing' as const }] : []),
    ...(counter.files_seq > notedSeq ? [{ kind: 'files' as const }] : []),
    ...(counter.settings_seq > notedSeq ? [{ kind: 'account' as const }] : []),
  ]
}

type CountedRow = DomainRow & Counter & { readonly at_seq: number; readonly id: number | null }

/**
 * Names that changed behind a position, with the numbers that the account had come to. One statement, so that both are of
 * one moment: a name that changed in between would lie behind the next position, and that it has left before it.
 */
async function readAfter(
  db: Kysely<Database>,
  account: string,
  { seq, name }: ChangePosition,
  limit: number,
): Promise<{ readonly counter: Counter; readonly rows: readonly DomainRow[] }> {
  const isRest = name === '' ? sql<boolean>`1 = 0` : sql<boolean>`(change_seq = ${seq} and name > ${name})`
  const { rows } = await sql<CountedRow>`
    select n.change_seq as at_seq, n.rules_seq, n.connections_seq, n.settings_seq, n.billing_seq, n.files_seq, d.*
    from account_counter n left join (
      select * from domain where account = ${account} and change_seq >= ${seq} and (change_seq > ${seq} or ${isRest})
      order by change_seq, name limit ${limit}
    ) d on 1 = 1
    where n.account = ${account} order by d.change_seq, d.name`.execute(db)
  const [first] = rows
  invariant(first, 'an account has its numbers')
  const { at_seq: change_seq, rules_seq, connections_seq, settings_seq, billing_seq, files_seq } = first
  return {
    counter: { change_seq, rules_seq, connections_seq, settings_seq, billing_seq, files_seq },
    rows: rows.filter(({ id }) => id !== null),
  }
}

/** How a row stands to a reader: seen in lists, inside their limits and yet archived, or outside their limits. */
type Sight = 'seen' | 'archived' | 'outside'

function sightOf(context: NameContext, scope: ReaderScope, row: DomainRow): Sight {
  const { key } = classOf(context, row)
  const target = { suffix: key.suffix, department: row.department, tags: parseTexts(row.tags) }
  if (!isInScope(scope, target)) return 'outside'
  return key.holding === 'archived' ? 'archived' : 'seen'
}

/** Of names outside the reader's limits now, those that were inside before one of the changes since. */
async function readLeavers(
  db: Kysely<Database>,
  { account, scope }: NameReader,
  since: ChangePosition,
  outside: readonly DomainRow[],
): Promise<ReadonlySet<number>> {
  if (outside.length === 0) return new Set()
  const ids = outside.map(({ id }) => id)
  const moves = await db
    .selectFrom('scope_move')
    .select(['domain', 'suffix', 'department', 'tags'])
    .where('account', '=', account)
    .where('change_seq', '>=', since.seq)
    .where('domain', 'in', idList(dialectOf(db), ids))
    .execute()
  const inside = moves.filter((move) => isInScope(scope, { ...move, tags: parseTexts(move.tags) }))
  return new Set(inside.map(({ domain }) => domain))
}
