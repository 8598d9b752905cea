import { ok, type Result, refused } from '../../base/result.ts'
import { ACCOUNT_STATEMENT_RULES, faultInEnd } from './account-statement.ts'
import { ACCOUNT_STATEMENT } from './account-statement-format.ts'
import { type BankGroup, type DayTerms, readBankGroups } from './bank-line.ts'
import { TRANSFER_NOTICE_RULES } from './transfer-notice.ts'
import { TRANSFER_NOTICE } from './transfer-notice-format.ts'
import type { ZenginFault } from './zengin-fault.ts'
import { kindOf, readZengin } from './zengin-file.ts'

/** 振込入金通知 or 入出金取引明細. */
export const BANK_FILE_KINDS = ['01', '03'] as const

export type BankFile = {
  readonly kind: (typeof BANK_FILE_KINDS)[number]
  readonly groups: readonly BankGroup[]
}

/** The code of the bank that a file is from, which stands at one place in both kinds. */
export function bankOf(text: string): string {
  return text.slice(22, 26)
}

/** Reads what a bank has sent, of either kind, whole or not at all. */
export function readBankFile(text: string, days: DayTerms): Result<BankFile, ZenginFault> {
  const kind = kindOf(text)
  if (!kind.ok) return kind
  if (kind.value === '01') return readTransferNotice(text, days)
  if (kind.value === '03') return readAccountStatement(text, days)
  return refused({ code: 'unknown_kind', record: 1, found: kind.value, expected: BANK_FILE_KINDS.join(', ') })
}

function readTransferNotice(text: string, days: DayTerms): Result<BankFile, ZenginFault> {
  const file = readZengin(TRANSFER_NOTICE, text)
  if (!file.ok) return file
  const groups = readBankGroups(file.value.groups, TRANSFER_NOTICE_RULES, days)
  return groups.ok ? ok({ kind: '01', groups: groups.value }) : groups
}

function readAccountStatement(text: string, days: DayTerms): Result<BankFile, ZenginFault> {
  const file = readZengin(ACCOUNT_STATEMENT, text)
  if (!file.ok) return file
  const fault = faultInEnd(file.value)
  if (fault) return refused(fault)
  const groups = readBankGroups(file.value.groups, ACCOUNT_STATEMENT_RULES, days)
  return groups.ok ? ok({ kind: '03', groups: groups.value }) : groups
}
