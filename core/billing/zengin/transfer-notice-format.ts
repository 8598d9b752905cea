import { amount, code, constant, spare, text } from './record-layout.ts'

/**
 * 振込入金通知, format A (種別 01): what came in by transfer. Format B, with amounts of twelve digits, shares the code;
 * its layout is not published.
 */
export const TRANSFER_NOTICE = {
  kind: '01',
  recordLength: 200,
  header: {
    recordType: constant('1'),
    kind: constant('01'),
    codeType: constant('0'),
    createdOn: code(6),
    from: code(6),
    to: code(6),
    bank: code(4),
    bankName: text(15, 'bank'),
    branch: code(3),
    branchName: text(15, 'bank'),
    accountType: code(1),
    accountNumber: code(7),
    holder: text(40, 'party'),
    rest: spare(93),
  },
  data: {
    recordType: constant('2'),
    inquiryNumber: code(6),
    bookedOn: code(6),
    valueOn: code(6),
    amount: amount(10),
    uncleared: amount(10),
    payerCode: code(10),
    payerName: text(48, 'party'),
    payerBank: text(15, 'bank'),
    payerBranch: text(15, 'bank'),
    cancelled: code(1),
    edi: text(20, 'edi'),
    rest: spare(52),
  },
  trailer: {
    recordType: constant('8'),
    count: amount(6),
    sum: amount(12),
    cancelledCount: amount(6),
    cancelledSum: amount(12),
    rest: spare(163),
  },
  end: { recordType: constant('9'), rest: spare(199) },
} as const
