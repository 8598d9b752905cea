import type { Kysely } from 'kysely'
import { type PayerKey, payerKey } from '../../../core/billing/payer-name.ts'
import type { Announced, PayingAccount } from '../../../core/billing/paying-accounts.ts'
import type { OpenDocument } from '../../../core/ledger/allocation.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { readBankAccount } from '../billing-profile/stored-bank-account.ts'

/** An account as the matcher sees it, with the name that people know it by. */
export type KnownPayer = PayingAccount & { readonly accountName: string }

/** Every account of an issuer with all that money can be told by: names, codes, open documents, announcements. */
export async function readPayers(db: Kysely<Database>, issuer: string): Promise<readonly KnownPayer[]> {
  const accounts = await readAccounts(db, issuer)
  const learned = await readLearned(db, issuer)
  const documents = await readDocuments(db, issuer)
  const announced = await readAnnounced(db, issuer)
  return accounts.map((row) => {
    const own = learned.get(row.account) ?? []
    const taught = own.filter(({ kind }) => kind === 'name').map(({ key }) => key as PayerKey)
    return {
      account: row.account,
      accountName: row.name,
      names: [...new Set([...statedNames(row).map(payerKey), ...taught])],
      codes: own.filter(({ kind }) => kind === 'code').map(({ key }) => key),
      documents: documents.get(row.account) ?? [],
      announced: announced.get(row.account) ?? [],
    }
  })
}

function readAccounts(db: Kysely<Database>, issuer: string) {
  return db
    .selectFrom('billing_profile as p')
    .innerJoin('account as a', 'a.id', 'p.account')
    .select(['p.account', 'a.name', 'p.billing_name', 'p.debit_account'])
    .where('p.issuer', '=', issuer)
    .execute()
}

/** What the account itself says it is called; the holder of its bank account is written in kana. */
function statedNames(row: {
  readonly name: string
  readonly billing_name: string | null
  readonly debit_account: string | null
}): readonly string[] {
  const holder = readBankAccount(row.debit_account)?.holder ?? null
  return [row.name, row.billing_name, holder].filter((name) => name !== null)
}

async function readLearned(db: Kysely<Database>, issuer: string) {
  const rows = await db
    .selectFrom('payer_name')
    .select(['account', 'kind', 'key'])
    .where('issuer', '=', issuer)
    .execute()
  return Map.groupBy(rows, ({ account }) => account)
}

async function readDocuments(
  db: Kysely<Database>,
  issuer: string,
): Promise<ReadonlyMap<string, readonly OpenDocument[]>> {
  const rows = await db
    .selectFrom('asking_document as d')
    .innerJoin('ledger_book as b', 'b.account', 'd.account')
    .select(['d.account', 'd.number', 'd.issued_on', 'd.open'])
    .where('b.issuer', '=', issuer)
    .where('b.open', '>', 0)
    .where('d.open', '>', 0)
    .orderBy('d.account')
    .orderBy('d.issued_on')
    .orderBy('d.number')
    .execute()
  const groups = Map.groupBy(rows, ({ account }) => account)
  return new Map(
    [...groups].map(([account, own]) => [
      account,
      own.map(({ number, issued_on, open }) => ({ number, issuedOn: issued_on, open: open as MinorUnits })),
    ]),
  )
}

async function readAnnounced(db: Kysely<Database>, issuer: string): Promise<ReadonlyMap<string, readonly Announced[]>> {
  const rows = await db
    .selectFrom('announcement as n')
    .innerJoin('billing_profile as p', 'p.account', 'n.account')
    .select(['n.account', 'n.id', 'n.amount', 'n.document'])
    .where('p.issuer', '=', issuer)
    .where('n.state', '=', 'expected')
    .where('n.method', '=', 'bankTransfer')
    .orderBy('n.id')
    .execute()
  const groups = Map.groupBy(rows, ({ account }) => account)
  return new Map(
    [...groups].map(([account, own]) => [
      account,
      own.map(({ id, amount, document }) => ({ id, amount: amount as MinorUnits, document })),
    ]),
  )
}
