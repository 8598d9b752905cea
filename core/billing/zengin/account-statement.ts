import type { ACCOUNT_STATEMENT } from './account-statement-format.ts'
import type { BankFormatRules, Movement } from './bank-line.ts'
import { countAndSum, mismatch } from './group-sums.ts'
import type { ZenginFault } from './zengin-fault.ts'
import type { ZenginFile, ZenginGroup } from './zengin-file.ts'

type Format = typeof ACCOUNT_STATEMENT

/** 入払区分. */
const DIRECTIONS: Readonly<Record<string, Movement['direction']>> = { '1': 'in', '2': 'out' }

/** What a 入出金取引明細 means. */
export const ACCOUNT_STATEMENT_RULES: BankFormatRules<Format> = {
  faultIn: faultInSums,
  account: ({ bank, bankName, branch, branchName, accountType, accountNumber, holder }) => ({
    bank,
    bankName,
    branch,
    branchName,
    accountType,
    accountNumber,
    holder,
  }),
  movement: ({ bookedOn, direction, inquiryNumber, transactionType, amount, payerCode, ...texts }) => ({
    bookedOn,
    movement: {
      inquiryNumber,
      direction: DIRECTIONS[direction] ?? 'other',
      transactionType,
      amount,
      payerCode,
      payerName: texts.payerName,
      payerBank: texts.payerBank,
      payerBranch: texts.payerBranch,
      summary: texts.summary,
      edi: texts.edi,
    },
  }),
}

function faultInSums(group: ZenginGroup<Format>): ZenginFault | null {
  const { data, trailer, record } = group
  const of = (direction: string) =>
    countAndSum(data.filter(({ value }) => value.direction === direction).map(({ value }) => value.amount))
  const fault =
    mismatch({ count: trailer.inCount, sum: trailer.inSum }, of('1'), record, 'inCount') ??
    mismatch({ count: trailer.outCount, sum: trailer.outSum }, of('2'), record, 'outCount')
  if (fault) return fault
  const isCounted = trailer.count !== 0
  const miscounted = mismatch({ count: trailer.count, sum: 0 }, { count: data.length, sum: 0 }, record, 'count')
  return (isCounted ? miscounted : null) ?? faultInBalance(group)
}

/**
 * What the account held before and what moved come to what it holds afterwards. Both balances are nothing where a bank
 * leaves them out; a movement whose direction is not known may have gone either way.
 */
function faultInBalance({ header, data, trailer, record }: ZenginGroup<Format>): ZenginFault | null {
  const isStated = header.balanceBefore !== 0 || trailer.balanceAfter !== 0
  if (!isStated || data.some(({ value }) => !(value.direction in DIRECTIONS))) return null
  const before = signed(header.balanceBefore, header.overdrawnBefore)
  const after = signed(trailer.balanceAfter, trailer.overdrawnAfter)
  const expected = before + trailer.inSum - trailer.outSum
  if (after === expected) return null
  const found = String(after)
  return { code: 'balance_mismatch', record, field: 'balanceAfter', found, expected: String(expected) }
}

/** 貸越区分: 2 is an overdrawn account. */
function signed(balance: number, overdrawn: string): number {
  return overdrawn === '2' && balance !== 0 ? -balance : balance
}

/**
 * The end record counts the accounts, and the records: the standard's text is not public, and banks count all of them,
 * all but the end record itself, or the movements only. A number that is none of these has lost something.
 */
export function faultInEnd({ groups, end }: ZenginFile<Format>): ZenginFault | null {
  const record = (groups.at(-1)?.record ?? 0) + 1
  const accounts = { count: end.accounts, sum: 0 }
  const fault = end.accounts === 0 ? null : mismatch(accounts, { count: groups.length, sum: 0 }, record, 'accounts')
  if (fault) return fault
  const movements = groups.reduce((count, { data }) => count + data.length, 0)
  if ([0, record, record - 1, movements].includes(end.records)) return null
  const found = String(end.records)
  return { code: 'record_count_mismatch', record, field: 'records', found, expected: String(record) }
}
