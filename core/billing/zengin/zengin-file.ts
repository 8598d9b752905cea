import { ok, type Result, refused } from '../../base/result.ts'
import { type Layout, type RecordOf, readRecord, writeRecord } from './record-layout.ts'
import { joinRecords, type LineEnd, splitRecords } from './record-text.ts'
import type { ZenginFault } from './zengin-fault.ts'

/** A format as data: its code (種別), the bytes of a record and the fields of its four kinds of records. */
export type ZenginFormat = {
  readonly kind: string
  readonly recordLength: number
  readonly header: Layout
  readonly data: Layout
  readonly trailer: Layout
  readonly end: Layout
}

/** A data record with its place in the file and the text it was read from. */
export type DataRecord<F extends ZenginFormat> = {
  readonly record: number
  readonly raw: string
  readonly value: RecordOf<F['data']>
}

/** Header to trailer: one account of the bank, or one request. `record` is the trailer's place in the file. */
export type ZenginGroup<F extends ZenginFormat> = {
  readonly header: RecordOf<F['header']>
  readonly data: readonly DataRecord<F>[]
  readonly trailer: RecordOf<F['trailer']>
  readonly record: number
}

export type ZenginFile<F extends ZenginFormat> = {
  readonly groups: readonly ZenginGroup<F>[]
  readonly end: RecordOf<F['end']>
}

type RecordType = '1' | '2' | '8' | '9'

/** What may come after a record; a file begins with a header. */
const FOLLOWERS: Readonly<Record<RecordType | 'start', readonly string[]>> = {
  start: ['1'],
  '1': ['2', '8'],
  '2': ['2', '8'],
  '8': ['1', '9'],
  '9': [],
}

/** EBCDIC's digit 1: the first byte of a header in that code. */
const EBCDIC_ONE = '\u00f1'

/** The 種別 of a file's first header, before its format is known. */
export function kindOf(text: string): Result<string, ZenginFault> {
  if (text === '') return refused({ code: 'empty', record: 0 })
  if (text.startsWith(EBCDIC_ONE)) return refused({ code: 'ebcdic', record: 1 })
  if (!/^1\d\d/.test(text)) return refused({ code: 'unknown_kind', record: 1, found: text.slice(0, 4) })
  return ok(text.slice(1, 3))
}

/** Reads a whole file: the length of every record, their order, and every field. Sums are each format's own to check. */
export function readZengin<F extends ZenginFormat>(format: F, text: string): Result<ZenginFile<F>, ZenginFault> {
  const kind = kindOf(text)
  if (!kind.ok) return kind
  if (kind.value !== format.kind) {
    return refused({ code: 'unknown_kind', record: 1, found: kind.value, expected: format.kind })
  }
  const records = splitRecords(text, format.recordLength)
  if (!records.ok) return records
  const fault = faultInOrder(records.value)
  return fault ? refused(fault) : readGroups(format, records.value)
}

function faultInOrder(records: readonly string[]): ZenginFault | null {
  let last: RecordType | 'start' = 'start'
  for (const [n, record] of records.entries()) {
    const type = record.slice(0, 1)
    const expected = FOLLOWERS[last]
    if (last === '9') return { code: 'after_end', record: n + 1 }
    if (!expected.includes(type)) {
      return { code: 'record_order', record: n + 1, found: type, expected: expected.join(', ') }
    }
    if (type === '1' && record[3] === '1') return { code: 'ebcdic', record: n + 1 }
    last = type as RecordType
  }
  return last === '9' ? null : { code: 'missing_end', record: records.length }
}

function readGroups<F extends ZenginFormat>(format: F, records: readonly string[]): Result<ZenginFile<F>, ZenginFault> {
  const groups: ZenginGroup<F>[] = []
  let header = ''
  let data: DataRecord<F>[] = []
  for (const [n, raw] of records.entries()) {
    const record = n + 1
    if (raw.startsWith('1')) {
      header = raw
      data = []
    } else if (raw.startsWith('2')) {
      const read = readRecord<F['data']>(format.data, raw, record)
      if (!read.ok) return read
      data.push({ record, raw, value: read.value })
    } else if (raw.startsWith('8')) {
      const opened = readRecord<F['header']>(format.header, header, record - data.length - 1)
      if (!opened.ok) return opened
      const closed = readRecord<F['trailer']>(format.trailer, raw, record)
      if (!closed.ok) return closed
      groups.push({ header: opened.value, data, trailer: closed.value, record })
    }
  }
  const end = readRecord<F['end']>(format.end, records.at(-1) ?? '', records.length)
  return end.ok ? ok({ groups, end: end.value }) : end
}

/** What a group is written from. */
export type GroupValues<F extends ZenginFormat> = {
  readonly header: RecordOf<F['header']>
  readonly data: readonly RecordOf<F['data']>[]
  readonly trailer: RecordOf<F['trailer']>
}

/** The text of a file, one character a byte; refused where a value does not fit its field. */
export function writeZengin<F extends ZenginFormat>(
  format: F,
  file: { readonly groups: readonly GroupValues<F>[]; readonly end: RecordOf<F['end']> },
  lineEnd: LineEnd,
): Result<string, ZenginFault> {
  const records: string[] = []
  const parts = [
    ...file.groups.flatMap(({ header, data, trailer }) => [
      { layout: format.header, values: header },
      ...data.map((values) => ({ layout: format.data, values })),
      { layout: format.trailer, values: trailer },
    ]),
    { layout: format.end, values: file.end },
  ]
  for (const { layout, values } of parts) {
    const written = writeRecord<Layout>(layout, values, records.length + 1)
    if (!written.ok) return written
    records.push(written.value)
  }
  return ok(joinRecords(records, lineEnd))
}
