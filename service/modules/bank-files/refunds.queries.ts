import { type Kysely, sql } from 'kysely'
import { proposeRefunds } from '../../../core/billing/match-payout.ts'
import { type PayerKey, payerKey } from '../../../core/billing/payer-name.ts'
import { indexPayers, type PayerIndex } from '../../../core/billing/paying-accounts.ts'
import { addDays, daysBetween, type IsoDate } from '../../../core/calendar/iso-date.ts'
import { bankLineText } from '../../../core/ledger/bank-line-reference.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { textList } from '../../storage/json-list.ts'
import type { BankLineRow } from './bank-lines.repository.ts'
import { readPayers } from './paying-accounts.queries.ts'

/** A payout that was booked by hand is told by the bank within so many days. */
const DAYS_APART = 14

/** Lines of money that went out which wait for a person or were passed over, with the accounts that may have got it back. */
export async function refundsOf(
  db: Kysely<Database>,
  issuer: string,
  lines: readonly BankLineRow[],
  known?: PayerIndex,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const out = lines.filter(({ direction, state }) => direction === 'out' && (state === 'open' || state === 'none'))
  if (out.length === 0) return new Map()
  const index = known ?? indexPayers(await readPayers(db, issuer))
  const available = await readAvailable(db, issuer)
  const found = out.map((line) => ({ line, accounts: proposeRefunds(moneyOf(line), index, available) }))
  const booked = await bookedByHand(
    db,
    found.flatMap(({ accounts }) => accounts),
    out.map(({ booked_on }) => booked_on as IsoDate).toSorted()[0],
  )
  return new Map(
    found.map(({ line, accounts }) => [
      bankLineText(line),
      accounts.filter((account) => !booked.some((one) => one.account === account && isSame(one, line))),
    ]),
  )
}

function moneyOf({ amount, payer_key, summary }: BankLineRow) {
  return { amount: amount as MinorUnits, receivers: [payer_key as PayerKey, payerKey(summary)] }
}

async function readAvailable(db: Kysely<Database>, issuer: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ account: string; available: number }>`
    select account, balance - held as available from ledger_book
    where issuer = ${issuer} and balance > held`.execute(db)
  return new Map(rows.map(({ account, available }) => [account, Number(available)]))
}

type Booked = { readonly account: string; readonly amount: number; readonly occurred_on: string }

async function bookedByHand(
  db: Kysely<Database>,
  accounts: readonly string[],
  from: IsoDate | undefined,
): Promise<readonly Booked[]> {
  if (accounts.length === 0 || from === undefined) return []
  const { rows } = await sql<Booked>`
    select e.account, -e.amount as amount, e.occurred_on from journal_entry e
    where e.account in ${textList(dialectOf(db), [...new Set(accounts)])}
      and e.posted_on >= ${addDays(from, -DAYS_APART)} and e.kind = 'refund' and e.reference is null
      and not exists (select 1 from journal_entry r where r.account = e.account and r.reverses = e.seq)`.execute(db)
  return rows
}

function isSame({ amount, occurred_on }: Booked, line: BankLineRow): boolean {
  const apart = Math.abs(daysBetween(occurred_on as IsoDate, line.booked_on as IsoDate))
  return Number(amount) === line.amount && apart <= DAYS_APART
}
