import type { Kysely, Selectable, Transaction } from 'kysely'
import type { CutOff } from '../../../core/renewal/deadlines.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import { insertRows } from '../../storage/many-rows.ts'
import { cutOffColumns, cutOffOfClass } from '../renewal-rules/class-store.ts'
import type { ConnectionTables } from './connections.table.ts'

export type ConnectionRow = Selectable<ConnectionTables['connection']>

/** By suffix, or `*`. */
export type CutOffs = Readonly<Record<string, CutOff>>

export function listConnections(db: Kysely<Database>, account: string): Promise<ConnectionRow[]> {
  return db.selectFrom('connection').selectAll().where('account', '=', account).orderBy('name').orderBy('id').execute()
}

export function findConnection(db: Kysely<Database>, account: string, id: string): Promise<ConnectionRow | undefined> {
  return db.selectFrom('connection').selectAll().where('account', '=', account).where('id', '=', id).executeTakeFirst()
}

/** Every connection through which orders can be placed, with its gateway. */
export async function connectionsToOrderThrough(
  db: Kysely<Database>,
  account: string,
): Promise<ReadonlyMap<string, Exclude<ConnectionRow['gateway'], 'none'>>> {
  const rows = await db.selectFrom('connection').select(['id', 'gateway']).where('account', '=', account).execute()
  return new Map(rows.flatMap(({ id, gateway }) => (gateway === 'none' ? [] : [[id, gateway] as const])))
}

/** Those of the connections through which orders can be placed. */
export async function connectionsWithGateway(
  db: Kysely<Database>,
  account: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('connection')
    .select('id')
    .where('account', '=', account)
    .where('id', 'in', ids)
    .where('gateway', '<>', 'none')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

export function findConnectionByName(
  db: Kysely<Database>,
  account: string,
  name: string,
): Promise<ConnectionRow | undefined> {
  return db
    .selectFrom('connection')
    .selectAll()
    .where('account', '=', account)
    .where('name', '=', name)
    .executeTakeFirst()
}

export async function insertConnection(trx: Transaction<Database>, row: ConnectionRow): Promise<void> {
  await trx.insertInto('connection').values(row).execute()
}

export async function updateConnection(trx: Transaction<Database>, row: ConnectionRow): Promise<void> {
  const { account, id, name, registrar, gateway } = row
  await trx
    .updateTable('connection')
    .set({ name, registrar, gateway })
    .where('account', '=', account)
    .where('id', '=', id)
    .execute()
}

/** Each connection's own cut-offs. */
export async function listCutOffs(db: Kysely<Database>, account: string): Promise<ReadonlyMap<string, CutOffs>> {
  const rows = await db.selectFrom('cut_off').selectAll().where('account', '=', account).orderBy('suffix').execute()
  const groups = Map.groupBy(rows, (row) => row.connection)
  return new Map(
    [...groups].map(([connection, own]) => [
      connection,
      Object.fromEntries(own.map(({ suffix, kind, n }) => [suffix, cutOffOfClass({ cut_kind: kind, cut_n: n })])),
    ]),
  )
}

/** Sets the given cut-offs and takes those away that are null; others stay. */
export async function changeCutOffs(
  trx: Transaction<Database>,
  account: string,
  connection: string,
  changes: Readonly<Record<string, CutOff | null>>,
): Promise<void> {
  const suffixes = Object.keys(changes)
  if (suffixes.length === 0) return
  await trx
    .deleteFrom('cut_off')
    .where('account', '=', account)
    .where('connection', '=', connection)
    .where('suffix', 'in', textList(dialectOf(trx), suffixes))
    .execute()
  const rows = Object.entries(changes).flatMap(([suffix, cutOff]) => {
    if (!cutOff) return []
    const { kind, n } = cutOffColumns(cutOff)
    return [{ account, connection, suffix, kind, n }]
  })
  const columns = { account: 'text', connection: 'text', suffix: 'text', kind: 'text', n: 'int' } as const
  await insertRows(trx, 'cut_off', columns, rows)
}

/** Which connection each renewal class belongs to. */
export function listClassConnections(
  db: Kysely<Database>,
  account: string,
): Promise<{ readonly id: number; readonly connection: string }[]> {
  return db.selectFrom('renewal_class').select(['id', 'connection']).where('account', '=', account).execute()
}
