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

function faultInSums({ data, trailer, record }: ZenginGroup<Format>): ZenginFault | null {
  const of = (direction: string) =>
    countAndSum(data.filter(({ value }) => value.direction === direction).map(({ value }) => value.amount))
  return (
    mismatch({ count: trailer.inCount, sum: trailer.inSum }, of('1'), record, 'inCount') ??
    mismatch({ count: trailer.outCount, sum: trailer.outSum }, of('2'), record, 'outCount') ??
    mismatch({ count: trailer.count, sum: 0 }, { count: data.length, sum: 0 }, record, 'count')
  )
}

/** The end record counts the accounts; what its other count includes differs from bank to bank. */
export function faultInAccounts({ groups, end }: ZenginFile<Format>): ZenginFault | null {
  const stated = { count: end.accounts, sum: 0 }
  const isStated = end.accounts !== 0
  const record = (groups.at(-1)?.record ?? 0) + 1
  return isStated ? mismatch(stated, { count: groups.length, sum: 0 }, record, 'accounts') : null
}
