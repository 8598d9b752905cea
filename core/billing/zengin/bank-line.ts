import { ok, type Result, refused } from '../../base/result.ts'
import { daysBetween, type IsoDate } from '../../calendar/iso-date.ts'
import type { RecordOf } from './record-layout.ts'
import { readShortDay, type YearCount } from './short-day.ts'
import type { ZenginFault } from './zengin-fault.ts'
import type { ZenginFormat, ZenginGroup } from './zengin-file.ts'

/** What a bank says of one movement, in whichever format; texts are empty where it says nothing. */
export type Movement = {
  readonly inquiryNumber: string
  /** Money that came in, that went out, that takes back what came in before (取消), or a code that we do not know. */
  readonly direction: 'in' | 'out' | 'cancel' | 'other'
  /** 取引区分 as the bank writes it; empty in a transfer notice. */
  readonly transactionType: string
  readonly amount: number
  readonly payerCode: string
  readonly payerName: string
  readonly payerBank: string
  readonly payerBranch: string
  readonly summary: string
  readonly edi: string
}

/** A movement in its file. */
export type BankLine = Movement & {
  /** Its place in the file, from 1, and the text it was read from: two movements may look the same. */
  readonly record: number
  readonly raw: string
  /** 勘定日, the day that the money counts from. */
  readonly bookedOn: IsoDate
}

/** The issuer's own account at the bank. */
export type BankAccount = {
  readonly bank: string
  readonly bankName: string
  readonly branch: string
  readonly branchName: string
  readonly accountType: string
  readonly accountNumber: string
  readonly holder: string
}

/** Statements write ten digits where notices write seven. */
export function accountNumberOf({ accountNumber }: BankAccount): string {
  return accountNumber.replace(/^0+/, '').padStart(7, '0')
}

export type BankGroup = { readonly account: BankAccount; readonly lines: readonly BankLine[] }

export type DayTerms = {
  readonly count: YearCount
  readonly today: IsoDate
  /** Days farther away than this are refused: with the wrong count of years they are off by decades. Null takes any. */
  readonly maxDaysAway: number | null
}

/** What a format makes of its groups: what is wrong with their sums, and what its records mean. */
export type BankFormatRules<F extends ZenginFormat> = {
  readonly faultIn: (group: ZenginGroup<F>) => ZenginFault | null
  readonly account: (header: RecordOf<F['header']>) => BankAccount
  readonly movement: (value: RecordOf<F['data']>) => { readonly bookedOn: string; readonly movement: Movement }
}

/** All groups of a file as movements of the issuer's accounts, or the first thing that is wrong. */
export function readBankGroups<F extends ZenginFormat>(
  groups: readonly ZenginGroup<F>[],
  rules: BankFormatRules<F>,
  days: DayTerms,
): Result<readonly BankGroup[], ZenginFault> {
  const read: BankGroup[] = []
  for (const group of groups) {
    const fault = rules.faultIn(group)
    if (fault) return refused(fault)
    const lines: BankLine[] = []
    for (const { record, raw, value } of group.data) {
      const { bookedOn, movement } = rules.movement(value)
      const day = readBankDay(bookedOn, record, days)
      if (!day.ok) return day
      lines.push({ ...movement, record, raw, bookedOn: day.value })
    }
    read.push({ account: rules.account(group.header), lines })
  }
  return ok(read)
}

function readBankDay(
  text: string,
  record: number,
  { count, today, maxDaysAway }: DayTerms,
): Result<IsoDate, ZenginFault> {
  const day = readShortDay(text, count, today)
  const at = { record, field: 'bookedOn' }
  if (day === null) return refused({ code: 'bad_day', ...at, found: text })
  if (maxDaysAway !== null && Math.abs(daysBetween(today, day)) > maxDaysAway) {
    return refused({ code: 'day_far_away', ...at, found: day })
  }
  return ok(day)
}
