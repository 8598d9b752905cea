import { ok, type Result, refused } from '../base/result.ts'
import type { IsoDate } from '../calendar/iso-date.ts'
import type { OpenDocument } from '../ledger/allocation.ts'
import type { MinorUnits } from '../money/money.ts'
import type { DocumentShare } from './amount-fit.ts'
import type { BankAccount } from './bank-account.ts'
import { type BankCharset, toBankText } from './zengin/bank-kana.ts'
import type { Debit } from './zengin/direct-debit.ts'
import { DIRECT_DEBIT } from './zengin/direct-debit-format.ts'

/** The fields that name a bank account in a direct-debit file. */
export type DebitFields = Pick<
  Debit,
  'bank' | 'bankName' | 'branch' | 'branchName' | 'accountType' | 'accountNumber' | 'holder'
>

export type DebitPayer = {
  readonly account: string
  /** The account that is debited; null where none is known. */
  readonly debitAccount: BankAccount | null
  /** Our own number of the payer, which the bank sends back. */
  readonly customerNumber: string
  /** What the payer's account was in the last request; null before the first. */
  readonly lastDebited: DebitFields | null
  /** Whether an earlier debit failed in a way that a person has to settle. */
  readonly isStopped: boolean
  /** Open documents that no request under way asks for, in the order of their age. */
  readonly documents: readonly (OpenDocument & { readonly dueOn: IsoDate | null })[]
}

export type PlannedDebit = {
  readonly account: string
  readonly debit: Debit
  readonly documents: readonly DocumentShare[]
}

/** Why an account that owes something is left out of a request. */
export const DEBIT_OBSTACLES = ['no_debit_account', 'account_type', 'holder_unusable', 'stopped', 'too_much'] as const
export type DebitObstacle = (typeof DEBIT_OBSTACLES)[number]

export type DebitPlan = {
  readonly debits: readonly PlannedDebit[]
  readonly skipped: readonly { readonly account: string; readonly reason: DebitObstacle }[]
}

/** One debit for each account with documents that are due by the day of the debit, for all of them together. */
export function planDebits(payers: readonly DebitPayer[], debitOn: IsoDate): DebitPlan {
  const debits: PlannedDebit[] = []
  const skipped: { account: string; reason: DebitObstacle }[] = []
  for (const payer of payers) {
    const due = payer.documents.filter(({ dueOn, open }) => open > 0 && (dueOn === null || dueOn <= debitOn))
    if (due.length === 0) continue
    const planned = planDebit(payer, due)
    if (planned.ok) debits.push(planned.value)
    else skipped.push({ account: payer.account, reason: planned.error })
  }
  return { debits, skipped }
}

function planDebit(payer: DebitPayer, due: readonly OpenDocument[]): Result<PlannedDebit, DebitObstacle> {
  if (payer.isStopped) return refused('stopped')
  if (payer.debitAccount === null) return refused('no_debit_account')
  const fields = debitFields(payer.debitAccount)
  if (!fields.ok) return fields
  const amount = due.reduce((sum, { open }) => sum + open, 0) as MinorUnits
  if (String(amount).length > DIRECT_DEBIT.data.amount.length) return refused('too_much')
  const change = changeOf(payer.lastDebited, fields.value)
  return ok({
    account: payer.account,
    debit: { ...fields.value, amount, change, customerNumber: payer.customerNumber },
    documents: due.map(({ number, open }) => ({ number, amount: open })),
  })
}

/** 新規コード. */
function changeOf(last: DebitFields | null, now: DebitFields): string {
  if (last === null) return '1'
  const fields = ['bank', 'branch', 'accountType', 'accountNumber', 'holder'] as const
  return fields.every((field) => last[field] === now[field]) ? '0' : '2'
}

/** 預金種目 of direct debits, which savings accounts (貯蓄) are not open to. */
const ACCOUNT_TYPES: Readonly<Record<BankAccount['type'], string | null>> = {
  ordinary: '1',
  current: '2',
  savings: null,
  other: '9',
}

/**
 * A stated account as a direct-debit file names it. Banks go by the numbers: a bank or branch whose name is no bank text
 * is left to its number. The holder's name is compared and must be there in full.
 */
export function debitFields(
  account: BankAccount,
): Result<DebitFields, Extract<DebitObstacle, 'account_type' | 'holder_unusable'>> {
  const accountType = ACCOUNT_TYPES[account.type]
  if (accountType === null) return refused('account_type')
  const holder = fitting(account.holder, 'party', DIRECT_DEBIT.data.holder.length)
  if (holder === null || holder === '') return refused('holder_unusable')
  return ok({
    bank: account.bankCode,
    bankName: fitting(account.bankName, 'bank', DIRECT_DEBIT.data.bankName.length) ?? '',
    branch: account.branchCode,
    branchName: fitting(account.branchName, 'bank', DIRECT_DEBIT.data.branchName.length) ?? '',
    accountType,
    accountNumber: account.number.padStart(DIRECT_DEBIT.data.accountNumber.length, '0'),
    holder,
  })
}

/** A name as bank text; null where it is none, or too long. */
function fitting(name: string, charset: BankCharset, length: number): string | null {
  const text = toBankText(name.trim(), charset)
  return text.ok && text.value.length <= length ? text.value : null
}
