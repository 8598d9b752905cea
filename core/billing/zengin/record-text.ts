import { ok, type Result, refused } from '../../base/result.ts'
import type { ZenginFault } from './zengin-fault.ts'

/** What stands between the records of a file. Readers take any, writers are told. */
export const LINE_END_NAMES = ['none', 'lf', 'crlf'] as const
export type LineEnd = (typeof LINE_END_NAMES)[number]

const LINE_ENDS: Readonly<Record<LineEnd, string>> = { none: '', lf: '\n', crlf: '\r\n' }

/** Line ends, and the mark that old systems put behind the last byte of a file. */
const BEHIND_THE_END = '\r\n\u001a'

/** Cuts a file's text into records of a length, with or without line ends between them. */
export function splitRecords(text: string, length: number): Result<readonly string[], ZenginFault> {
  const content = withoutEnd(text)
  if (content === '') return refused({ code: 'empty', record: 0 })
  const records = /[\r\n]/.test(content) ? content.split(/\r\n|\r|\n/) : chunks(content, length)
  const wrong = records.findIndex((record) => record.length !== length)
  if (wrong === -1) return ok(records)
  const found = String(records[wrong]?.length ?? 0)
  return refused({ code: 'record_length', record: wrong + 1, found, expected: String(length) })
}

function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && BEHIND_THE_END.includes(text[end - 1] ?? '')) end -= 1
  return text.slice(0, end)
}

function chunks(content: string, length: number): readonly string[] {
  const records: string[] = []
  for (let at = 0; at < content.length; at += length) records.push(content.slice(at, at + length))
  return records
}

/** One text of all records, each with its line end. */
export function joinRecords(records: readonly string[], lineEnd: LineEnd): string {
  return records.map((record) => record + LINE_ENDS[lineEnd]).join('')
}
