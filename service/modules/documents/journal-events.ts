import type { Kysely } from 'kysely'
import { z } from 'zod'
import { documentContentSchema } from '../../../core/billing/document.ts'
import type { IssuerParty } from '../../../core/billing/document-parts.ts'
import type { JournalEvent } from '../../../core/billing/journals/journal-line.ts'
import { QUALIFIED_INVOICES_FROM } from '../../../core/billing/registration-number.ts'
import { taxRateCodeOf } from '../../../core/billing/tax-rate.ts'
import { monthText } from '../../../core/calendar/day-text.ts'
import { endOfMonth, firstDayOf, type IsoDate, type IsoMonth, monthOf } from '../../../core/calendar/iso-date.ts'
import type { Posting } from '../../../core/ledger/entry.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { type EntryRow, postingsOf } from '../ledger/ledger.repository.ts'
import { documentWords } from './exports/document-words.ts'
import { documentsForJournal, type MoneyEntry, moneyEntries, taxWithoutDocument } from './journal.repository.ts'

/**
 * What books of a month record of an account: money by entries, use and what was given back by documents. Use that no
 * document states, as each order was paid by itself, is taken from the closing's tax; `issuer` says whether it qualifies.
 */
export async function journalEvents(
  db: Kysely<Database>,
  account: string,
  month: IsoMonth,
  issuer: Pick<IssuerParty, 'registrationNumber'>,
): Promise<readonly JournalEvent[]> {
  const span = { from: firstDayOf(month), to: endOfMonth(firstDayOf(month)) }
  const entries = await moneyEntries(db, account, span)
  const undocumented = await taxWithoutDocument(db, account, month)
  const postings = await postingsOf(
    db,
    account,
    [...entries, ...undocumented].map(({ seq }) => seq),
  )
  const money = entries.flatMap((entry) => moneyEvent(entry, postings.get(entry.seq) ?? [], month))
  const documents = await documentsForJournal(db, account, month, span)
  const use = undocumented.map((entry) => undocumentedUse(entry, postings.get(entry.seq) ?? [], month, issuer))
  const events = [...money, ...use, ...documents.map(({ content }) => documentEvent(content, month))]
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
  if (sumOf(postings, 'openingBalance') !== 0) return []
  if (sumOf(postings, 'adjustment') !== 0)
    return [{ ...base, kind: 'adjustment', description: words.journal.adjustment }]
  const { deposit, takenBack, refund, refundTakenBack } = words.journal
  const isRefund = entry.kind === 'refund' || entry.takes_back === 'refund'
  const description = isRefund ? (amount < 0 ? refund : refundTakenBack) : amount < 0 ? takenBack : deposit
  return [
    {
      ...base,
      kind: 'money',
      method: methodOf(postings),
      fee: (0 - sumOf(postings, 'transferFee')) as MinorUnits,
      description,
    },
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

function undocumentedUse(
  entry: EntryRow,
  postings: readonly Posting[],
  month: IsoMonth,
  issuer: Pick<IssuerParty, 'registrationNumber'>,
): JournalEvent {
  const { words, fill } = documentWords('ja')
  const day = entry.occurred_on as IsoDate
  const { percent } = taxDetailSchema.parse(JSON.parse(entry.detail))
  const [base, tax] = [sumOf(postings, 'revenue'), sumOf(postings, 'taxPayable')]
  const group = { code: taxRateCodeOf(entry.rate_code), percent, base, tax, total: (base + tax) as MinorUnits }
  const description = fill(words.journal.use, { month: monthText(month, 'ja') })
  return { kind: 'use', day, number: '', groups: [group], isQualified: isQualifiedOn(issuer, day), description }
}

const taxDetailSchema = z.object({ percent: z.number() })

function sumOf(postings: readonly Posting[], ledger: Posting['ledger']): MinorUnits {
  return postings.reduce((sum, posting) => sum + (posting.ledger === ledger ? posting.amount : 0), 0) as MinorUnits
}

function isQualifiedOn({ registrationNumber }: Pick<IssuerParty, 'registrationNumber'>, day: IsoDate): boolean {
  return registrationNumber !== null && day >= QUALIFIED_INVOICES_FROM
}

function documentEvent(stored: string, month: IsoMonth): JournalEvent {
  const content = documentContentSchema.parse(JSON.parse(stored))
  const { words, fill } = documentWords('ja')
  if (content.kind === 'creditNote') {
    const { number, groups, original, issuedOn: day } = content
    const description = fill(words.journal.return, { number: original.number })
    return {
      kind: 'return',
      day,
      number,
      groups,
      isQualified: isQualifiedOn(content.issuer, original.period.to),
      description,
    }
  }
  if (content.kind !== 'invoice' && content.kind !== 'statement') throw new Error('journals take documents of tax')
  const description = fill(words.journal.use, { month: monthText(month, 'ja') })
  const { period, number, groups } = content
  return {
    kind: 'use',
    day: period.to,
    number,
    groups,
    isQualified: isQualifiedOn(content.issuer, period.to),
    description,
  }
}
