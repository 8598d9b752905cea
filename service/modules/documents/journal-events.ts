import type { Kysely } from 'kysely'
import { documentContentSchema } from '../../../core/billing/document.ts'
import type { JournalEvent } from '../../../core/billing/journals/journal-line.ts'
import { QUALIFIED_INVOICES_FROM } from '../../../core/billing/registration-number.ts'
import { monthText } from '../../../core/calendar/day-text.ts'
import { endOfMonth, firstDayOf, type IsoDate, type IsoMonth, monthOf } from '../../../core/calendar/iso-date.ts'
import type { Posting } from '../../../core/ledger/entry.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { postingsOf } from '../ledger/ledger.repository.ts'
import { documentWords } from './exports/document-words.ts'
import { documentsForJournal, type MoneyEntry, moneyEntries } from './journal.repository.ts'

/** What books of a month record of an account: money by entries, use and what was given back by documents. */
export async function journalEvents(
  db: Kysely<Database>,
  account: string,
  month: IsoMonth,
): Promise<readonly JournalEvent[]> {
  const span = { from: firstDayOf(month), to: endOfMonth(firstDayOf(month)) }
  const entries = await moneyEntries(db, account, span)
  const postings = await postingsOf(
    db,
    account,
    entries.map(({ seq }) => seq),
  )
  const money = entries.flatMap((entry) => moneyEvent(entry, postings.get(entry.seq) ?? [], month))
  const documents = await documentsForJournal(db, account, month, span)
  const events = [...money, ...documents.map(({ content }) => documentEvent(content, month))]
  return events.toSorted((a, b) => compare(a.day, b.day) || compare(a.number, b.number))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The bank's day where it lies in the month, else the day of posting, which decided the month. */
function moneyEvent(entry: MoneyEntry, postings: readonly Posting[], month: IsoMonth): readonly JournalEvent[] {
  const { words } = documentWords('ja')
  const bankDay = entry.occurred_on as IsoDate
  const day = monthOf(bankDay) === month ? bankDay : (entry.posted_on as IsoDate)
  const amount = entry.amount as MinorUnits
  const base = { day, number: '', amount }
  const moved = (ledger: Posting['ledger']) =>
    postings.reduce((sum, posting) => sum + (posting.ledger === ledger ? posting.amount : 0), 0)
  if (moved('openingBalance') !== 0) return []
  if (moved('adjustment') !== 0) return [{ ...base, kind: 'adjustment', description: words.journal.adjustment }]
  const { deposit, takenBack, refund, refundTakenBack } = words.journal
  const isRefund = entry.kind === 'refund' || entry.takes_back === 'refund'
  const description = isRefund ? (amount < 0 ? refund : refundTakenBack) : amount < 0 ? takenBack : deposit
  return [
    { ...base, kind: 'money', method: methodOf(postings), fee: (0 - moved('transferFee')) as MinorUnits, description },
  ]
}

const CASH = {
  'cash:bankTransfer': 'bankTransfer',
  'cash:creditCard': 'creditCard',
  'cash:directDebit': 'directDebit',
} as const

/** Money whose payer was found later came by bank. */
function methodOf(postings: readonly Posting[]) {
  const cash = postings.find(({ ledger }) => ledger in CASH)
  if (cash) return CASH[cash.ledger as keyof typeof CASH]
  return postings.some(({ ledger }) => ledger === 'suspense') ? ('bankTransfer' as const) : ('other' as const)
}

function documentEvent(stored: string, month: IsoMonth): JournalEvent {
  const content = documentContentSchema.parse(JSON.parse(stored))
  const { words, fill } = documentWords('ja')
  const isQualifiedOn = (day: IsoDate) => content.issuer.registrationNumber !== null && day >= QUALIFIED_INVOICES_FROM
  if (content.kind === 'creditNote') {
    const { number, groups, original, issuedOn: day } = content
    const description = fill(words.journal.return, { number: original.number })
    return { kind: 'return', day, number, groups, isQualified: isQualifiedOn(original.period.to), description }
  }
  if (content.kind !== 'invoice' && content.kind !== 'statement') throw new Error('journals take documents of tax')
  const description = fill(words.journal.use, { month: monthText(month, 'ja') })
  const { period, number, groups } = content
  return { kind: 'use', day: period.to, number, groups, isQualified: isQualifiedOn(period.to), description }
}
