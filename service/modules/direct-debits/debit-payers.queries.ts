import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { DebitFields, DebitPayer } from '../../../core/billing/plan-debits.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { readBankAccount } from '../billing-profile/stored-bank-account.ts'

/** A payer with its name and its number at the bank; null before it is debited for the first time. */
export type KnownDebitPayer = Omit<DebitPayer, 'customerNumber'> & {
  readonly accountName: string
  readonly number: number | null
}

/** Accounts of an issuer that pay by direct debit and owe something that no request or card charge under way asks for. */
export async function readDebitPayers(db: Kysely<Database>, issuer: string): Promise<readonly KnownDebitPayer[]> {
  const accounts = await readAccounts(db, issuer)
  const documents = await readOpenDocuments(db, issuer)
  const asked = await documentsAskedFor(db, issuer)
  const lastDebited = await readLastDebited(db, issuer)
  return accounts.map((row) => ({
    account: row.account,
    accountName: row.name,
    debitAccount: readBankAccount(row.debit_account),
    number: row.number,
    lastDebited: lastDebited.get(row.account) ?? null,
    isStopped: row.stopped_by !== null,
    documents: (documents.get(row.account) ?? []).filter(({ number }) => !asked.has(number)),
  }))
}

/** The number that the next new payer gets. */
export async function nextPayerNumber(db: Kysely<Database>, issuer: string): Promise<number> {
  const row = await db
    .selectFrom('debit_payer')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('issuer', '=', issuer)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

function readAccounts(db: Kysely<Database>, issuer: string) {
  return db
    .selectFrom('billing_profile as p')
    .innerJoin('account as a', 'a.id', 'p.account')
    .leftJoin('debit_payer as d', (join) =>
      join.onRef('d.account', '=', 'p.account').onRef('d.issuer', '=', 'p.issuer'),
    )
    .select(['p.account', 'a.name', 'p.debit_account', 'd.number', 'd.stopped_by'])
    .where('p.issuer', '=', issuer)
    .where('p.payment_method', '=', 'directDebit')
    .orderBy('p.account')
    .execute()
}

async function readOpenDocuments(db: Kysely<Database>, issuer: string) {
  const rows = await db
    .selectFrom('asking_document as d')
    .innerJoin('billing_profile as p', 'p.account', 'd.account')
    .select(['d.account', 'd.number', 'd.issued_on', 'd.due_on', 'd.open'])
    .where('p.issuer', '=', issuer)
    .where('p.payment_method', '=', 'directDebit')
    .where('d.open', '>', 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('card_charge as c')
            .select('c.id')
            .whereRef('c.account', '=', 'd.account')
            .whereRef('c.document', '=', 'd.number')
            .where('c.state', '=', 'sent'),
        ),
      ),
    )
    .orderBy('d.account')
    .orderBy('d.issued_on')
    .orderBy('d.number')
    .execute()
  const documents = rows.map((row) => ({
    account: row.account,
    number: row.number,
    issuedOn: row.issued_on,
    open: row.open as MinorUnits,
    dueOn: row.due_on as IsoDate | null,
  }))
  return Map.groupBy(documents, ({ account }) => account)
}

export const sharesSchema = z.array(
  z.object({
    number: z.string(),
    amount: z
      .number()
      .int()
      .transform((minor) => minor as MinorUnits),
  }),
)

async function documentsAskedFor(db: Kysely<Database>, issuer: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('direct_debit as r')
    .innerJoin('direct_debit_line as l', (join) =>
      join.onRef('l.issuer', '=', 'r.issuer').onRef('l.request', '=', 'r.id'),
    )
    .select('l.documents')
    .where('r.issuer', '=', issuer)
    .where('r.state', '=', 'requested')
    .execute()
  return new Set(rows.flatMap(({ documents }) => sharesSchema.parse(JSON.parse(documents)).map(({ number }) => number)))
}

/** The bank account of each payer as the newest request that a bank got had it. */
async function readLastDebited(db: Kysely<Database>, issuer: string): Promise<ReadonlyMap<string, DebitFields>> {
  const rows = await db
    .selectFrom('direct_debit_line as l')
    .innerJoin('direct_debit as r', (join) => join.onRef('r.issuer', '=', 'l.issuer').onRef('r.id', '=', 'l.request'))
    .select(['l.account', 'l.bank', 'l.branch', 'l.account_type', 'l.account_number', 'l.holder'])
    .where('l.issuer', '=', issuer)
    .where('r.state', '!=', 'withdrawn')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('direct_debit_line as n')
            .innerJoin('direct_debit as q', (join) =>
              join.onRef('q.issuer', '=', 'n.issuer').onRef('q.id', '=', 'n.request'),
            )
            .select('n.n')
            .whereRef('n.issuer', '=', 'l.issuer')
            .whereRef('n.account', '=', 'l.account')
            .whereRef('n.request', '>', 'l.request')
            .where('q.state', '!=', 'withdrawn'),
        ),
      ),
    )
    .execute()
  return new Map(
    rows.map((row) => [
      row.account,
      {
        bank: row.bank,
        bankName: '',
        branch: row.branch,
        branchName: '',
        accountType: row.account_type,
        accountNumber: row.account_number,
        holder: row.holder,
      },
    ]),
  )
}
