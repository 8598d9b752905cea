import type { Transaction } from 'kysely'
import { firstState } from '../../../core/billing/bank-line-state.ts'
import { payerKey } from '../../../core/billing/payer-name.ts'
import { type BankFile, bankOf, readBankFile } from '../../../core/billing/zengin/bank-file.ts'
import { accountNumberOf, type BankGroup, type BankLine } from '../../../core/billing/zengin/bank-line.ts'
import { textOfBytes } from '../../../core/billing/zengin/jis-x0201.ts'
import type { YearCount } from '../../../core/billing/zengin/short-day.ts'
import { dayInZone } from '../../../core/calendar/iso-date.ts'
import { bankLineText } from '../../../core/ledger/bank-line-reference.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { newId, sha256 } from '../../ids.ts'
import type { Database } from '../../storage/database.ts'
import { readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { nextIssuerChange } from '../changes/change-sequence.ts'
import { refusalOfFault } from './bank-file-refusal.ts'
import * as repository from './bank-files.repository.ts'
import * as bankLines from './bank-lines.repository.ts'
import { readableText } from './readable-text.ts'
import { receiveBytes } from './receive-bytes.ts'
import { refundsOf } from './refunds.queries.ts'

/** Statements reach back a year at most; with the wrong count of years days are off by decades. */
const MAX_DAYS_AWAY = 400

const LINES_AT_ONCE = 2_000

export type UploadedFile = {
  readonly body: ReadableStream<Uint8Array> | null
  readonly fileName: string | null
  /** How the bank counts years, where a person says so. */
  readonly yearCount: YearCount | null
}

/** Takes a bank file in and returns its id. The same bytes are the same file; a line that is known stays as it is. */
export async function takeBankFile(
  deps: Deps,
  by: AccountCaller,
  issuer: string,
  upload: UploadedFile,
): Promise<string> {
  const content = await receiveBytes(upload.body)
  const digest = sha256(content)
  const known = await repository.findFileByContent(deps.storage.read, issuer, digest)
  if (known !== null) return known
  const { file, yearCount, bank } = await readUpload(deps, issuer, content, upload.yearCount)
  const id = newId()
  const lines = linesOf(file, issuer, id)
  const days = lines.map((line) => line.booked_on).sort()
  return deps.storage.transact(async (trx) => {
    await nextIssuerChange(trx, issuer)
    const taken = await repository.findFileByContent(trx, issuer, digest)
    if (taken !== null) return taken
    const keys = await bankLines.knownKeys(
      trx,
      issuer,
      lines.map(({ key }) => key),
    )
    const fresh = lines.filter(({ key }) => !keys.has(key))
    await repository.insertFile(trx, {
      issuer,
      id,
      kind: file.kind,
      sha256: digest,
      content,
      file_name: upload.fileName,
      year_count: yearCount,
      from_day: days[0] ?? null,
      to_day: days.at(-1) ?? null,
      new_lines: fresh.length,
      known_lines: lines.length - fresh.length,
      person: by.personId,
      created_at: deps.clock.now(),
    })
    const rows = await withWaitingPayouts(trx, issuer, fresh)
    for (let from = 0; from < rows.length; from += LINES_AT_ONCE) {
      await bankLines.insertLines(trx, rows.slice(from, from + LINES_AT_ONCE))
    }
    if (upload.yearCount !== null) await repository.keepYearCount(trx, { issuer, bank, year_count: yearCount })
    return id
  })
}

async function readUpload(deps: Deps, issuer: string, content: Uint8Array, given: YearCount | null) {
  const text = textOfBytes(content)
  const bank = bankOf(text)
  const { zone } = await readIssuer(deps.storage.read, issuer)
  const yearCount = given ?? (await repository.readYearCount(deps.storage.read, issuer, bank)) ?? 'era'
  const file = readBankFile(text, {
    count: yearCount,
    today: dayInZone(deps.clock.now(), zone),
    maxDaysAway: given === null ? MAX_DAYS_AWAY : null,
  })
  if (!file.ok) throw refusalOfFault(file.error)
  return { file: file.value, yearCount, bank }
}

function linesOf(file: BankFile, issuer: string, id: string): readonly bankLines.BankLineRow[] {
  const seen = new Map<string, number>()
  return file.groups.flatMap((group) =>
    group.lines.map((line) => {
      const record = `${group.account.bank} ${group.account.branch} ${accountNumberOf(group.account)} ${line.raw}`
      const occurrence = (seen.get(record) ?? 0) + 1
      seen.set(record, occurrence)
      return rowOf(line, group, { issuer, file: id, kind: file.kind, occurrence })
    }),
  )
}

/** Money that may have been paid back to a customer waits for a person; what else went out needs nothing. */
async function withWaitingPayouts(
  trx: Transaction<Database>,
  issuer: string,
  lines: readonly bankLines.BankLineRow[],
): Promise<readonly bankLines.BankLineRow[]> {
  const refunds = await refundsOf(trx, issuer, lines)
  return lines.map((line) => {
    const isWaiting = (refunds.get(bankLineText(line)) ?? []).length > 0
    return isWaiting ? { ...line, state: 'open' } : line
  })
}

type Place = Pick<bankLines.BankLineRow, 'issuer' | 'file' | 'kind'> & { readonly occurrence: number }

function rowOf(
  line: BankLine,
  { account }: BankGroup,
  { issuer, file, kind, occurrence }: Place,
): bankLines.BankLineRow {
  const accountNumber = accountNumberOf(account)
  // Two movements may look the same to the byte: then they are told apart by how often the file has them.
  const identity = [
    account.bank,
    account.branch,
    accountNumber,
    line.bookedOn,
    line.inquiryNumber,
    line.amount,
    sha256(line.raw),
    occurrence,
  ]
  return {
    issuer,
    file,
    n: line.record,
    key: sha256(JSON.stringify(identity)),
    kind,
    bank: account.bank,
    branch: account.branch,
    account_type: account.accountType,
    account_number: accountNumber,
    booked_on: line.bookedOn,
    inquiry_number: line.inquiryNumber,
    direction: line.direction,
    transaction_type: line.transactionType,
    amount: line.amount,
    payer_code: line.payerCode,
    payer_name: readableText(line.payerName),
    payer_key: payerKey(line.payerName),
    payer_bank: readableText(line.payerBank),
    payer_branch: readableText(line.payerBranch),
    summary: readableText(line.summary),
    edi: readableText(line.edi),
    state: firstState(line),
    account: null,
    collected_by: null,
    fee: 0,
    note: null,
    decisions: 0,
    decided_at: null,
    counterpart_file: null,
    counterpart_n: null,
  }
}
