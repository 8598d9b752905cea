import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { type Collection, proposeCollections } from '../../../core/billing/collection.ts'
import { type MatchProposal, proposeMatches } from '../../../core/billing/match-money.ts'
import type { PayerKey } from '../../../core/billing/payer-name.ts'
import { indexPayers } from '../../../core/billing/paying-accounts.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type * as contract from '../../../core/contract/http/bank-files.ts'
import { type BankLineKey, bankLineText } from '../../../core/ledger/bank-line-reference.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import { wireYen } from '../../../core/money/yen-input.ts'
import type { Database } from '../../storage/database.ts'
import type * as repository from './bank-files.repository.ts'
import * as bankLines from './bank-lines.repository.ts'
import { readCollections } from './collections.queries.ts'
import { readPayers } from './paying-accounts.queries.ts'
import { refundsOf } from './refunds.queries.ts'

type WireLine = z.input<typeof contract.bankLineSchema>

/** 訂正: what such a line means is for a person to find out. */
const CORRECTION = '19'

/** Lines as the screen shows them; those that wait for a person with whom each may be from, as things stand now. */
export async function describeLines(
  db: Kysely<Database>,
  issuer: string,
  lines: readonly bankLines.BankLineRow[],
): Promise<readonly WireLine[]> {
  if (lines.length === 0) return []
  const payers = await readPayers(db, issuer)
  const index = indexPayers(payers)
  const names = new Map(payers.map(({ account, accountName }) => [account, accountName]))
  const elsewhere = await bankLines.bookedElsewhere(db, issuer, lines)
  const cancels = await bankLines.cancellable(db, issuer, lines)
  const collections = await readCollections(db, issuer)
  const refunds = await refundsOf(db, issuer, lines, index)
  return lines.map((line) => {
    const key = bankLineText(line)
    const resembles = elsewhere.get(key)
    return {
      ...describeLine(line),
      accountName: line.account === null ? null : (names.get(line.account) ?? null),
      resembles: resembles ? describeRef(resembles) : null,
      cancels: (cancels.get(key) ?? []).map(describeRef),
      proposals: isProposable(line)
        ? proposeMatches(moneyOf(line), index).map((one) => describeProposal(one, names))
        : [],
      refunds: (refunds.get(key) ?? []).map((account) => ({ account, accountName: names.get(account) ?? account })),
      collections: isProposable(line) ? describeCollections(line, collections) : [],
    }
  })
}

function isProposable({ state, direction, transaction_type }: bankLines.BankLineRow): boolean {
  return (state === 'open' || state === 'suspense') && direction === 'in' && transaction_type !== CORRECTION
}

function moneyOf(line: bankLines.BankLineRow) {
  return {
    amount: line.amount as MinorUnits,
    payer: line.payer_key as PayerKey,
    payerCode: line.payer_code,
    edi: line.edi,
  }
}

function describeProposal(
  { account, evidence, fit, documents, fee, rest, announcement }: MatchProposal,
  names: ReadonlyMap<string, string>,
): WireLine['proposals'][number] {
  return {
    account,
    accountName: names.get(account) ?? account,
    evidence,
    fit,
    documents: documents.map(({ number, amount }) => ({ number, amount: wireYen(amount) })),
    fee: wireYen(fee),
    rest: wireYen(rest),
    announcement,
  }
}

function describeCollections(line: bankLines.BankLineRow, collections: readonly Collection[]): WireLine['collections'] {
  const money = { amount: line.amount as MinorUnits, bookedOn: line.booked_on as IsoDate }
  return proposeCollections(money, collections).map(({ request, debitOn, fee }) => ({
    request,
    debitOn,
    fee: wireYen(fee),
  }))
}

function describeLine(row: bankLines.BankLineRow) {
  return {
    file: row.file,
    line: row.n,
    state: row.state,
    bookedOn: row.booked_on,
    direction: row.direction,
    transactionType: row.transaction_type,
    amount: wireYen(row.amount),
    payerName: row.payer_name,
    payerCode: row.payer_code,
    payerBank: row.payer_bank,
    payerBranch: row.payer_branch,
    summary: row.summary,
    edi: row.edi,
    inquiryNumber: row.inquiry_number,
    bank: { code: row.bank, branch: row.branch, type: row.account_type, number: row.account_number },
    account: row.account,
    collectedBy: row.collected_by,
    fee: wireYen(row.fee),
    note: row.note,
    decidedAt: row.decided_at,
    counterpart: counterpartOf(row),
  }
}

function counterpartOf({ counterpart_file: file, counterpart_n: n }: bankLines.BankLineRow) {
  return file === null || n === null ? null : describeRef({ file, n })
}

/** A line as the API names it. */
export function describeRef({ file, n }: BankLineKey) {
  return { file, line: n }
}

type WireFile = z.input<typeof contract.bankFileSchema>

export function describeFile(row: repository.ListedFile, states: WireFile['states']): WireFile {
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    createdAt: row.created_at,
    person: row.person_name,
    yearCount: row.year_count,
    from: row.from_day,
    to: row.to_day,
    counts: { new: row.new_lines, known: row.known_lines },
    states,
  }
}
