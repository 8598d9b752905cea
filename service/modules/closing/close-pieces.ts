import type { Kysely, Transaction } from 'kysely'
import { type DocumentNumber, type DocumentSeries, documentNumber } from '../../../core/billing/document-number.ts'
import type { TaxGroup } from '../../../core/billing/tax.ts'
import { dayInZone, type Instant, type IsoDate, type IsoMonth } from '../../../core/calendar/iso-date.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { readSpecialBankDays } from '../bank-days/bank-days.repository.ts'
import type { IssuerRow } from '../billing-profile/billing-profile.repository.ts'
import { insertDeliveries, type Letter } from '../deliveries/deliveries.repository.ts'
import { issueCreditNotes } from '../documents/credit-notes.ts'
import { issuerParty } from '../documents/document-parties.ts'
import { documentRow } from '../documents/document-row.ts'
import { insertDocuments, takeNumbers } from '../documents/documents.repository.ts'
import { taxEntry } from '../documents/tax-entry.ts'
import { type BookEntry, postEntries } from '../ledger/post-entry.ts'
import { askFor } from '../ledger/settle-book.ts'
import { noteCreditNote } from '../reversals/reversals.repository.ts'
import * as repository from './closing.repository.ts'
import { openAtEnd, sumPieces } from './closing-figures.repository.ts'
import { type NextPiece, nextPieces } from './due-pieces.ts'
import { lateReversals } from './late-reversals.repository.ts'
import {
  dueDaysFrom,
  type Issue,
  type PieceNumbers,
  type PlannedPiece,
  pieceDocuments,
  planPiece,
} from './piece-documents.ts'

export type ClosingRequest = {
  readonly issuer: IssuerRow
  readonly accounts: readonly string[]
  /** The last period to be closed; null for whatever is due. */
  readonly upTo: IsoMonth | null
  readonly person: string | null
}

/**
 * Closes the next piece of each account, if it is due, with everything that belongs to it: numbers, documents, what they
 * ask for, taxes. One transaction for all of them: each step is one statement, however many accounts there are. Returns
 * what was closed; an account that is further behind is closed again by the next call.
 */
export async function closePieces(
  trx: Transaction<Database>,
  request: ClosingRequest,
  now: Instant,
): Promise<readonly repository.ClosingRow[]> {
  await repository.lockAccounts(trx, request.accounts)
  const next = await nextPieces(trx, request.accounts, request.issuer)
  const due = next.filter(
    ({ closesAt, piece }) => closesAt <= now && (request.upTo === null || piece.period <= request.upTo),
  )
  if (due.length === 0) return []
  const planned = await planPieces(trx, due)
  const issuedOn = dayInZone(now, request.issuer.zone)
  const numbered = await giveNumbers(trx, request.issuer.id, planned, issuedOn)
  await issueDocuments(trx, request, numbered, now, issuedOn)
  await postEntries(trx, numbered.flatMap(taxesOf), now)
  const rows = numbered.map((one) => closingRow(one, request, now, issuedOn))
  await repository.insertClosings(trx, rows)
  await insertDeliveries(trx, numbered.flatMap(lettersOf), now)
  const late = await lateReversals(
    trx,
    due.map(({ span }) => span),
  )
  const notes = await issueCreditNotes(trx, late, { at: now, person: request.person })
  for (const { account, seq } of late) {
    const number = notes.get(`${account} ${seq}`)
    if (number) await noteCreditNote(trx, account, seq, number)
  }
  return rows
}

/** What closing would make of pieces as they stand. */
export async function planPieces(db: Kysely<Database>, due: readonly NextPiece[]): Promise<readonly PlannedPiece[]> {
  const spans = due.map(({ span }) => span)
  const sums = await sumPieces(db, spans)
  const open = await openAtEnd(db, spans)
  return due.map((next) => planPiece(next, sums.get(next.span.account), open.get(next.span.account) ?? []))
}

type NumberedPiece = PlannedPiece & { readonly numbers: PieceNumbers }

/** Numbers follow the order of the accounts; those of a series are taken with one statement. */
async function giveNumbers(
  trx: Transaction<Database>,
  issuer: string,
  planned: readonly PlannedPiece[],
  issuedOn: IsoDate,
): Promise<readonly NumberedPiece[]> {
  const year = Number(issuedOn.slice(0, 4))
  const counts = { invoice: 0, statement: 0, balanceRequest: 0 }
  for (const { plan } of planned) {
    if (plan.document) counts[plan.document.kind] += 1
    if (plan.balanceRequest !== null) counts.balanceRequest += 1
  }
  const places: Partial<Record<DocumentSeries, number>> = {}
  for (const series of ['invoice', 'statement', 'balanceRequest'] as const) {
    if (counts[series] > 0) places[series] = await takeNumbers(trx, issuer, series, year, counts[series])
  }
  const take = (series: DocumentSeries): DocumentNumber => {
    const n = places[series] ?? 0
    places[series] = n + 1
    return documentNumber(series, year, n)
  }
  return planned.map((one) => ({
    ...one,
    numbers: {
      document: one.plan.document && take(one.plan.document.kind),
      balanceRequest: one.plan.balanceRequest === null ? null : take('balanceRequest'),
    },
  }))
}

async function issueDocuments(
  trx: Transaction<Database>,
  { issuer, person }: ClosingRequest,
  numbered: readonly NumberedPiece[],
  now: Instant,
  issuedOn: IsoDate,
): Promise<void> {
  const corporateServiceFrom = issuer.corporate_service_from as IsoDate | null
  const issue: Issue = {
    issuer: issuerParty(issuer),
    corporateServiceFrom,
    issuedOn,
    dueDays: dueDaysFrom(issuedOn, await readSpecialBankDays(trx, issuer.id)),
  }
  const documents = numbered.flatMap((one) => {
    const { account, piece } = one.next
    const origin = { account: account.account, issuer: issuer.id, person, at: now }
    return pieceDocuments(one, one.numbers, issue).map((content) =>
      documentRow(content, { ...origin, period: piece.period, part: piece.part }),
    )
  })
  await insertDocuments(trx, documents)
  const asking = documents.filter(({ amount_due }) => amount_due > 0)
  await askFor(
    trx,
    asking.map(({ account, number, issued_on, due_on, amount_due }) => ({
      account,
      number,
      issuedOn: issued_on,
      dueOn: due_on,
      open: amount_due as MinorUnits,
    })),
    now,
  )
}

/** One entry for each rate; without a document it belongs to the closing itself. */
function taxesOf({ next, groups, numbers }: NumberedPiece): readonly BookEntry[] {
  const { account, piece } = next
  const reference = numbers.document ? `document:${numbers.document}` : `closing:${piece.period}/${piece.part}`
  return groups.flatMap((group: TaxGroup) => {
    const draft = taxEntry(group, reference, piece.to)
    return draft ? [{ account: account.account, draft }] : []
  })
}

/** What goes by post is put before those who send it. */
function lettersOf({ next: { account, piece }, numbers }: NumberedPiece): readonly Letter[] {
  if (piece.channel !== 'post') return []
  return [numbers.document, numbers.balanceRequest].flatMap((document) =>
    document === null
      ? []
      : [
          {
            account: account.account,
            document,
            postal_code: account.billing_postal_code,
            address: account.billing_address,
            note: null,
            person: null,
          },
        ],
  )
}

function closingRow(
  { next, numbers, plan, balance }: NumberedPiece,
  { person }: ClosingRequest,
  now: Instant,
  issuedOn: IsoDate,
): repository.ClosingRow & { readonly closed_through: string } {
  const { account, piece, span, isLast, closedThrough } = next
  return {
    account: account.account,
    period: piece.period,
    part: piece.part,
    from_day: span.from_day,
    to_day: span.to_day,
    cut_from: span.cut_from,
    cut_until: span.cut_until,
    is_last: isLast ? 1 : 0,
    after_seq: span.after_seq,
    through_seq: account.entries,
    channel: piece.channel,
    payment_style: piece.paymentStyle,
    balance,
    ask: plan.ask,
    document: numbers.document,
    balance_request: numbers.balanceRequest,
    closed_on: issuedOn,
    closed_at: now,
    person,
    closed_through: closedThrough,
  }
}
