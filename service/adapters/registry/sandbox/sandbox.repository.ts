import { type Kysely, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Instant, IsoDate } from '../../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../../core/domains/domain-name.ts'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import { textList } from '../../../storage/json-list.ts'
import type { JsonColumns } from '../../../storage/json-rows.ts'
import { type GivenRow, insertRows } from '../../../storage/many-rows.ts'
import type { SandboxTables } from './sandbox.table.ts'
import { nextDay, type SandboxName } from './sandbox-name.ts'
import type { SandboxRule } from './sandbox-rule.ts'

export type TransactionRow = SandboxTables['sandbox_transaction']
export type MessageRow = SandboxTables['sandbox_message']

const textsSchema = z.array(z.string()).readonly()

/** One transaction at a time works on the registry; on SQLite there is never another one. */
export async function lockRegistry(trx: Transaction<Database>): Promise<void> {
  if (dialectOf(trx) === 'postgres') await sql`select pg_advisory_xact_lock(7003)`.execute(trx)
}

/** Names by their text; those that are free are left out. */
export async function findNames(
  db: Kysely<Database>,
  names: readonly string[],
): Promise<ReadonlyMap<string, SandboxName>> {
  const rows = await db
    .selectFrom('sandbox_name')
    .selectAll()
    .where('name', 'in', textList(dialectOf(db), names))
    .execute()
  return new Map(rows.map((row) => [row.name, toName(row)]))
}

function toName(row: SandboxTables['sandbox_name']): SandboxName {
  return {
    name: row.name as DomainName,
    sponsor: row.sponsor,
    authCode: row.auth_code,
    registeredOn: row.registered_on as IsoDate,
    expiresOn: row.expires_on as IsoDate,
    paidThroughOn: row.paid_through_on as IsoDate,
    autoRenew: row.auto_renew === 1,
    isLocked: row.is_locked === 1,
    state: row.state,
    stateUntil: row.state_until as IsoDate | null,
    nameServers: textsSchema.parse(JSON.parse(row.name_servers)),
  }
}

const NAME_COLUMNS = {
  name: 'text',
  sponsor: 'text',
  auth_code: 'text',
  registered_on: 'text',
  expires_on: 'text',
  paid_through_on: 'text',
  auto_renew: 'int',
  is_locked: 'int',
  state: 'text',
  state_until: 'text',
  name_servers: 'text',
  next_on: 'text',
} as const satisfies JsonColumns

/** Writes names as they are now; null for one that is free again. */
export async function saveNames(
  trx: Transaction<Database>,
  names: ReadonlyMap<string, SandboxName | null>,
): Promise<void> {
  const gone = [...names].flatMap(([text, name]) => (name === null ? [text] : []))
  if (gone.length > 0) {
    await trx
      .deleteFrom('sandbox_name')
      .where('name', 'in', textList(dialectOf(trx), gone))
      .execute()
  }
  const rows = [...names.values()].flatMap((name) => (name === null ? [] : [rowOf(name)]))
  await insertRows(trx, 'sandbox_name', NAME_COLUMNS, rows, { replacing: ['name'] })
}

function rowOf(name: SandboxName): GivenRow {
  return {
    name: name.name,
    sponsor: name.sponsor,
    auth_code: name.authCode,
    registered_on: name.registeredOn,
    expires_on: name.expiresOn,
    paid_through_on: name.paidThroughOn,
    auto_renew: Number(name.autoRenew),
    is_locked: Number(name.isLocked),
    state: name.state,
    state_until: name.stateUntil,
    name_servers: JSON.stringify(name.nameServers),
    next_on: nextDay(name),
  }
}

/** An account's names to which something has happened by a day without anybody asking. */
export async function namesToAdvance(db: Kysely<Database>, account: string, day: IsoDate, limit: number) {
  const rows = await db
    .selectFrom('sandbox_name')
    .select('name')
    .where('sponsor', '=', account)
    .where('next_on', '<=', day)
    .orderBy('next_on')
    .limit(limit)
    .execute()
  return rows.map(({ name }) => name as DomainName)
}

/** Names whose delayed commands have come due. */
export async function namesWithDueCommands(db: Kysely<Database>, account: string, now: Instant) {
  const rows = await db
    .selectFrom('sandbox_transaction')
    .select('name')
    .distinct()
    .where('account', '=', account)
    .where('answer', 'is', null)
    .where('effective_at', '<=', now)
    .execute()
  return rows.map(({ name }) => name as DomainName)
}

/** Commands of these client transactions, and those of these names that wait for their time. */
export function findTransactions(
  trx: Transaction<Database>,
  { clientIds, names }: { readonly clientIds: readonly string[]; readonly names: readonly string[] },
): Promise<TransactionRow[]> {
  const list = (texts: readonly string[]) => textList(dialectOf(trx), texts)
  return trx
    .selectFrom('sandbox_transaction')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('client_id', 'in', list(clientIds)),
        eb.and([eb('answer', 'is', null), eb('name', 'in', list(names))]),
      ]),
    )
    .orderBy('created_at')
    .orderBy('client_id')
    .execute()
}

const TRANSACTION_COLUMNS = {
  account: 'text',
  client_id: 'text',
  name: 'text',
  command: 'text',
  does: 'text',
  result: 'int',
  effective_at: 'text',
  answer: 'text',
  created_at: 'text',
} as const satisfies JsonColumns

export async function saveTransactions(trx: Transaction<Database>, rows: readonly TransactionRow[]): Promise<void> {
  await insertRows(trx, 'sandbox_transaction', TRANSACTION_COLUMNS, rows, { replacing: ['account', 'client_id'] })
}

export async function insertMessages(trx: Transaction<Database>, rows: readonly MessageRow[]): Promise<void> {
  if (rows.length > 0)
    await trx
      .insertInto('sandbox_message')
      .values([...rows])
      .execute()
}

export function listMessages(db: Kysely<Database>, account: string, limit: number): Promise<MessageRow[]> {
  return db
    .selectFrom('sandbox_message')
    .selectAll()
    .where('account', '=', account)
    .where('acknowledged_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute()
}

export async function acknowledge(trx: Transaction<Database>, account: string, id: string, at: Instant): Promise<void> {
  await trx
    .updateTable('sandbox_message')
    .set({ acknowledged_at: at })
    .where('account', '=', account)
    .where('id', '=', id)
    .where('acknowledged_at', 'is', null)
    .execute()
}

export function listRules(db: Kysely<Database>): Promise<SandboxRule[]> {
  return db.selectFrom('sandbox_rule').selectAll().orderBy('n').execute()
}

export async function replaceRules(trx: Transaction<Database>, rules: readonly SandboxRule[]): Promise<void> {
  await trx.deleteFrom('sandbox_rule').execute()
  if (rules.length > 0)
    await trx
      .insertInto('sandbox_rule')
      .values([...rules])
      .execute()
}

/** Counts how often rules have applied. */
export async function spendRules(trx: Transaction<Database>, spent: ReadonlyMap<number, number>): Promise<void> {
  for (const [n, times] of spent) {
    await trx
      .updateTable('sandbox_rule')
      .set((eb) => ({ times: eb('times', '-', times) }))
      .where('n', '=', n)
      .where('times', 'is not', null)
      .execute()
  }
}

export async function countSandbox(
  db: Kysely<Database>,
): Promise<{ readonly names: number; readonly commands: number }> {
  const count = async (table: 'sandbox_name' | 'sandbox_transaction') => {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    return row.n
  }
  return { names: await count('sandbox_name'), commands: await count('sandbox_transaction') }
}

/** The commands that a name was sent, oldest first. */
export function commandsOf(db: Kysely<Database>, name: string): Promise<TransactionRow[]> {
  return db
    .selectFrom('sandbox_transaction')
    .selectAll()
    .where('name', '=', name)
    .orderBy('created_at')
    .orderBy('client_id')
    .execute()
}

/** Those of the names that an account manages at the simulated registry. */
export async function namesHeldBy(
  db: Kysely<Database>,
  account: string,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set()
  const rows = await db
    .selectFrom('sandbox_name')
    .select('name')
    .where('sponsor', '=', account)
    .where('name', 'in', textList(dialectOf(db), names))
    .execute()
  return new Set(rows.map(({ name }) => name))
}
