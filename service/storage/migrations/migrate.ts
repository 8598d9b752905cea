import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../database.ts'
import type { DialectName } from '../dialects/dialect.ts'
import { portfolio } from './0001-portfolio.ts'
import { ledger } from './0002-ledger.ts'
import { prices } from './0003-prices.ts'
import { orders } from './0004-orders.ts'
import { billingDocuments } from './0005-billing-documents.ts'
import { bankFiles } from './0006-bank-files.ts'
import { mail } from './0007-mail.ts'
import { importKeeping } from './0008-import-keeping.ts'
import { cardPayments } from './0009-card-payments.ts'
import { deliveryRequests } from './0010-delivery-requests.ts'
import { blockedNames } from './0011-blocked-names.ts'
import { stepUp } from './0012-step-up.ts'
import { subscriptions } from './0013-subscriptions.ts'
import { listIndexes } from './0014-list-indexes.ts'
import { collectedMoney } from './0015-collected-money.ts'
import { bankDays } from './0016-bank-days.ts'
import { renewingAgain } from './0017-renewing-again.ts'
import { accountLanguage } from './0018-account-language.ts'
import { searchByStatement } from './0019-search-by-statement.ts'
import { creditedByNotes } from './0020-credited-by-notes.ts'
import { deskChanges } from './0021-desk-changes.ts'
import { rowsByKey } from './0022-rows-by-key.ts'
import { type Migration, WORDS } from './migration.ts'

/** All migrations in their order. */
const MIGRATIONS: readonly Migration[] = [
  portfolio,
  ledger,
  prices,
  orders,
  billingDocuments,
  bankFiles,
  mail,
  importKeeping,
  cardPayments,
  deliveryRequests,
  blockedNames,
  stepUp,
  subscriptions,
  listIndexes,
  collectedMoney,
  bankDays,
  renewingAgain,
  accountLanguage,
  searchByStatement,
  creditedByNotes,
  deskChanges,
  rowsByKey,
]

type Ledger = { schema_migration: { id: string; applied_at: string } }

/** A database that a newer version of the program has written. */
export class DatabaseTooNewError extends Error {
  override readonly name = 'DatabaseTooNewError'
  constructor(unknown: readonly string[]) {
    super(`The database was written by a newer version (${unknown.join(', ')}). Install that version to open it.`)
  }
}

/** The migrations that a database still lacks. */
export type Pending = { readonly pending: readonly Migration[]; readonly isNew: boolean }

/** Finds what is to be done; refuses a database from the future. */
export async function pendingMigrations(db: Kysely<Database>): Promise<Pending> {
  const ledger = db as unknown as Kysely<Ledger>
  await sql`create table if not exists schema_migration (id text primary key, applied_at text not null)`.execute(ledger)
  const rows = await ledger.selectFrom('schema_migration').select('id').execute()
  const applied = new Set(rows.map((row) => row.id))
  const unknown = [...applied].filter((id) => !MIGRATIONS.some((migration) => migration.id === id))
  if (unknown.length > 0) throw new DatabaseTooNewError(unknown)
  return { pending: MIGRATIONS.filter((migration) => !applied.has(migration.id)), isNew: applied.size === 0 }
}

/** Applies one migration inside the caller's transaction. */
export async function applyMigration(
  trx: Transaction<Database>,
  dialect: DialectName,
  migration: Migration,
  appliedAt: string,
): Promise<void> {
  const own = (dialect === 'sqlite' ? migration.sqlite : migration.postgres) ?? []
  for (const statement of [...migration.statements(WORDS[dialect]), ...own]) await sql.raw(statement).execute(trx)
  const ledger = trx as unknown as Transaction<Ledger>
  await ledger.insertInto('schema_migration').values({ id: migration.id, applied_at: appliedAt }).execute()
}
