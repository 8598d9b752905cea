import { ACCOUNT_STATEMENT } from '../../core/billing/zengin/account-statement-format.ts'
import { bytesOfText } from '../../core/billing/zengin/jis-x0201.ts'
import type { RecordOf } from '../../core/billing/zengin/record-layout.ts'
import type { LineEnd } from '../../core/billing/zengin/record-text.ts'
import { TRANSFER_NOTICE } from '../../core/billing/zengin/transfer-notice-format.ts'
import { type GroupValues, writeZengin } from '../../core/billing/zengin/zengin-file.ts'

type Notice = typeof TRANSFER_NOTICE
type Statement = typeof ACCOUNT_STATEMENT

const ACCOUNT = {
  createdOn: '081124',
  from: '081124',
  to: '081124',
  bank: '0001',
  bankName: 'ﾐｽﾞﾎ',
  branch: '001',
  branchName: 'ﾄｳｷﾖｳｴｲｷﾞﾖｳﾌﾞ',
  accountType: '1',
  accountNumber: '1234567',
  holder: 'ｶ)ﾄﾞﾒｲﾝｶﾝﾘ',
}

/** One transfer of a notice: 24 November of Reiwa 8, 11,000 yen from サンプル商事, unless said otherwise. */
export function transfer(values: Partial<RecordOf<Notice['data']>> = {}): RecordOf<Notice['data']> {
  return {
    inquiryNumber: '000001',
    bookedOn: '081124',
    valueOn: '081124',
    amount: 11_000,
    uncleared: 0,
    payerCode: '0000000000',
    payerName: 'ｶ)ｻﾝﾌﾟﾙｼﾖｳｼﾞ',
    payerBank: 'ﾐﾂﾋﾞｼUFJ',
    payerBranch: 'ｼﾝｼﾞﾕｸ',
    cancelled: '0',
    edi: '',
    ...values,
  }
}

const sum = (rows: readonly { readonly amount: number }[]) => rows.reduce((total, { amount }) => total + amount, 0)

/** A group of a transfer notice with the trailer that belongs to it. */
export function noticeGroup(
  data: readonly RecordOf<Notice['data']>[],
  header: Partial<RecordOf<Notice['header']>> = {},
): GroupValues<Notice> {
  const kept = data.filter(({ cancelled }) => cancelled !== '1')
  const cancelled = data.filter((row) => row.cancelled === '1')
  return {
    header: { ...ACCOUNT, ...header },
    data,
    trailer: {
      count: kept.length,
      sum: sum(kept),
      cancelledCount: cancelled.length,
      cancelledSum: sum(cancelled),
    },
  }
}

/** One movement of a statement; like `transfer`. */
export function movement(values: Partial<RecordOf<Statement['data']>> = {}): RecordOf<Statement['data']> {
  const { cancelled: _, ...shared } = transfer()
  return {
    ...shared,
    inquiryNumber: '00000001',
    direction: '1',
    transactionType: '11',
    presentedOn: '000000',
    returnedOn: '000000',
    billType: '0',
    billNumber: '0000000',
    sisterBranch: '000',
    summary: '',
    ...values,
  }
}

export function statementGroup(
  data: readonly RecordOf<Statement['data']>[],
  header: Partial<RecordOf<Statement['header']>> = {},
): GroupValues<Statement> {
  const of = (direction: string) => data.filter((row) => row.direction === direction)
  const balance = sum(of('1')) - sum(of('2'))
  return {
    header: {
      ...ACCOUNT,
      accountNumber: '0001234567',
      overdrawnBefore: '1',
      bookType: '1',
      balanceBefore: 1_000_000,
      ...header,
    },
    data,
    trailer: {
      inCount: of('1').length,
      inSum: sum(of('1')),
      outCount: of('2').length,
      outSum: sum(of('2')),
      overdrawnAfter: '1',
      balanceAfter: 1_000_000 + balance,
      count: data.length,
    },
  }
}

export function noticeFile(groups: readonly GroupValues<Notice>[], lineEnd: LineEnd = 'crlf'): string {
  return must(writeZengin(TRANSFER_NOTICE, { groups, end: {} }, lineEnd))
}

export function statementFile(
  groups: readonly GroupValues<Statement>[],
  lineEnd: LineEnd = 'crlf',
  end: Partial<RecordOf<Statement['end']>> = {},
): string {
  const records = groups.reduce((count, { data }) => count + data.length + 2, 1)
  return must(writeZengin(ACCOUNT_STATEMENT, { groups, end: { records, accounts: groups.length, ...end } }, lineEnd))
}

/** The bytes of a file's text, as a bank sends it. */
export function bankBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = bytesOfText(text)
  if (bytes === null) throw new Error('no text of a bank file')
  return bytes
}

function must<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
