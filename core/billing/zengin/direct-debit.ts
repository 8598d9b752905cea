import { ok, type Result, refused } from '../../base/result.ts'
import type { IsoDate } from '../../calendar/iso-date.ts'
import { DIRECT_DEBIT } from './direct-debit-format.ts'
import { type CountAndSum, countAndSum, mismatch } from './group-sums.ts'
import type { RecordOf } from './record-layout.ts'
import type { LineEnd } from './record-text.ts'
import type { ZenginFault } from './zengin-fault.ts'
import { readZengin, writeZengin, type ZenginGroup } from './zengin-file.ts'

type Format = typeof DIRECT_DEBIT
type Header = RecordOf<Format['header']>
type Data = RecordOf<Format['data']>

/** Who collects, and into which account: what the contract with the collecting bank says. */
export type Collector = Omit<Header, 'debitOn'>

/** One debit of a payer's account. `change` (新規コード): 1 the first one, 2 after the account has changed, 0 otherwise. */
export type Debit = Omit<Data, 'result'>

/** 振替済. */
const PAID = '0'

/** The request of a day as the text of a file; refused where a value does not fit its field. */
export function writeDebitRequest(
  request: { readonly collector: Collector; readonly debitOn: IsoDate; readonly debits: readonly Debit[] },
  lineEnd: LineEnd,
): Result<string, ZenginFault> {
  const header = { ...request.collector, debitOn: monthAndDay(request.debitOn) }
  const data = request.debits.map((debit) => ({ ...debit, result: PAID }))
  const all = countAndSum(request.debits.map(({ amount }) => amount))
  const trailer = { ...all, paidCount: 0, paidSum: 0, failedCount: 0, failedSum: 0 }
  return writeZengin(DIRECT_DEBIT, { groups: [{ header, data, trailer }], end: {} }, lineEnd)
}

/** What became of one debit; `result` is the bank's code (振替結果コード), known to us or not. */
export type DebitOutcome = {
  readonly record: number
  readonly customerNumber: string
  readonly amount: number
  readonly result: string
}

export type DebitResult = { readonly outcomes: readonly DebitOutcome[]; readonly paid: CountAndSum }

/** Reads the result of a request; the file of another collector or day is refused, and so is one of several requests. */
export function readDebitResult(
  text: string,
  request: { readonly consignor: string; readonly debitOn: IsoDate },
): Result<DebitResult, ZenginFault> {
  const file = readZengin(DIRECT_DEBIT, text)
  if (!file.ok) return file
  const [group, ...others] = file.value.groups
  if (!group || others.length > 0) return refused({ code: 'wrong_file', record: (group?.record ?? 0) + 1 })
  const fault = faultInHeader(group.header, request) ?? faultInSums(group)
  if (fault) return refused(fault)
  const outcomes = group.data.map(({ record, value: { customerNumber, amount, result } }) => ({
    record,
    customerNumber,
    amount,
    result,
  }))
  return ok({ outcomes, paid: paidOf(outcomes) })
}

/** The outcome of each debit of a request, in the request's order; refused where the result is of other debits. */
export function outcomesOf<D extends Pick<Debit, 'customerNumber' | 'amount'>>(
  debits: readonly D[],
  result: DebitResult,
): Result<readonly { readonly debit: D; readonly result: string }[], ZenginFault> {
  const byNumber = new Map(result.outcomes.map((outcome) => [outcome.customerNumber, outcome]))
  if (result.outcomes.length !== debits.length || byNumber.size !== debits.length) {
    const counts = { found: String(result.outcomes.length), expected: String(debits.length) }
    return refused({ code: 'wrong_file', record: 1, ...counts })
  }
  const answered: { debit: D; result: string }[] = []
  for (const debit of debits) {
    const outcome = byNumber.get(debit.customerNumber)
    if (!outcome) return refused({ code: 'wrong_file', record: 1, expected: debit.customerNumber })
    if (outcome.amount !== debit.amount) {
      const amounts = { found: String(outcome.amount), expected: String(debit.amount) }
      return refused({ code: 'wrong_file', record: outcome.record, field: 'amount', ...amounts })
    }
    answered.push({ debit, result: outcome.result })
  }
  return ok(answered)
}

function faultInHeader(
  header: Header,
  request: { readonly consignor: string; readonly debitOn: IsoDate },
): ZenginFault | null {
  const expected = { consignor: request.consignor, debitOn: monthAndDay(request.debitOn) }
  for (const field of ['consignor', 'debitOn'] as const) {
    if (header[field] !== expected[field]) {
      return { code: 'wrong_file', record: 1, field, found: header[field], expected: expected[field] }
    }
  }
  return null
}

function faultInSums({ data, trailer, record }: ZenginGroup<Format>): ZenginFault | null {
  const values = data.map(({ value }) => value)
  const failed = countAndSum(values.filter(({ result }) => result !== PAID).map(({ amount }) => amount))
  const all = countAndSum(values.map(({ amount }) => amount))
  return (
    mismatch(trailer, all, record, 'count') ??
    mismatch({ count: trailer.paidCount, sum: trailer.paidSum }, paidOf(values), record, 'paidCount') ??
    mismatch({ count: trailer.failedCount, sum: trailer.failedSum }, failed, record, 'failedCount')
  )
}

function paidOf(debits: readonly { readonly amount: number; readonly result: string }[]): CountAndSum {
  return countAndSum(debits.filter(({ result }) => result === PAID).map(({ amount }) => amount))
}

function monthAndDay(day: IsoDate): string {
  return day.slice(5, 7) + day.slice(8)
}
