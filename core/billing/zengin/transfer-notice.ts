import type { BankFormatRules } from './bank-line.ts'
import { countAndSum, mismatch } from './group-sums.ts'
import type { TRANSFER_NOTICE } from './transfer-notice-format.ts'
import type { ZenginFault } from './zengin-fault.ts'
import type { DataRecord, ZenginGroup } from './zengin-file.ts'

type Format = typeof TRANSFER_NOTICE

/** What a 振込入金通知 means. */
export const TRANSFER_NOTICE_RULES: BankFormatRules<Format> = {
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
  movement: ({ bookedOn, inquiryNumber, cancelled, amount, payerCode, payerName, payerBank, payerBranch, edi }) => ({
    bookedOn,
    movement: {
      inquiryNumber,
      direction: cancelled === '1' ? 'cancel' : 'in',
      transactionType: '',
      amount,
      payerCode,
      payerName,
      payerBank,
      payerBranch,
      summary: '',
      edi,
    },
  }),
}

/**
 * Cancelled transfers are counted by themselves. The standard leaves that part of the trailer to the bank, and one that
 * leaves it empty may count them among the transfers.
 */
function faultInSums({ data, trailer, record }: ZenginGroup<Format>): ZenginFault | null {
  const isCancelled = ({ value }: DataRecord<Format>) => value.cancelled === '1'
  const amounts = (some: readonly DataRecord<Format>[]) => countAndSum(some.map(({ value }) => value.amount))
  const cancelled = { count: trailer.cancelledCount, sum: trailer.cancelledSum }
  const isLeftEmpty = cancelled.count === 0 && cancelled.sum === 0
  if (isLeftEmpty && mismatch(trailer, amounts(data), record, 'count') === null) return null
  const fault = mismatch(trailer, amounts(data.filter((one) => !isCancelled(one))), record, 'count')
  return (
    fault ?? (isLeftEmpty ? null : mismatch(cancelled, amounts(data.filter(isCancelled)), record, 'cancelledCount'))
  )
}
