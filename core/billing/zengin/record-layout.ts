import { ok, type Result, refused } from '../../base/result.ts'
import { type BankCharset, strangerIn } from './bank-kana.ts'
import type { ZenginFault } from './zengin-fault.ts'

/**
 * One field of a record, in bytes: `amount` is a number (N, zeros before it); `code` is digits whose zeros count, read as
 * the text that stands there; `text` is half-width text (C, spaces behind it); `constant` is what the format fixes;
 * `spare` is written and not read.
 */
export type Field =
  | { readonly kind: 'amount'; readonly length: number }
  | { readonly kind: 'code'; readonly length: number }
  | { readonly kind: 'text'; readonly length: number; readonly charset: BankCharset }
  | { readonly kind: 'constant'; readonly length: number; readonly text: string }
  | { readonly kind: 'spare'; readonly length: number; readonly text: string }

/** The fields of a record in their order. */
export type Layout = Readonly<Record<string, Field>>

type Read<F extends Field> = F extends { readonly kind: 'amount' } ? number : string

/** A record as values; constants and spare room are not part of it. */
export type RecordOf<L extends Layout> = {
  readonly [Name in keyof L as L[Name]['kind'] extends 'constant' | 'spare' ? never : Name]: Read<L[Name]>
}

export const amount = (length: number) => ({ kind: 'amount', length }) as const
export const code = (length: number) => ({ kind: 'code', length }) as const
export const text = (length: number, charset: BankCharset) => ({ kind: 'text', length, charset }) as const
export const constant = (value: string) => ({ kind: 'constant', length: value.length, text: value }) as const
export const spare = (length: number, fill = ' ') => ({ kind: 'spare', length, text: fill.repeat(length) }) as const

/** Reads a record of the right length. `number` is its place in the file. */
export function readRecord<L extends Layout>(
  layout: L,
  record: string,
  number: number,
): Result<RecordOf<L>, ZenginFault> {
  const values: Record<string, string | number> = {}
  let at = 0
  for (const [name, field] of Object.entries(layout)) {
    const raw = record.slice(at, at + field.length)
    at += field.length
    const value = readField(field, raw)
    if (!value.ok) return refused({ code: value.error, record: number, field: name, found: raw })
    if (value.value !== null) values[name] = value.value
  }
  return ok(values as RecordOf<L>)
}

/** Room that a bank leaves blank is 0, or an empty text. */
function readField(field: Field, raw: string): Result<string | number | null, 'bad_number' | 'unexpected_value'> {
  switch (field.kind) {
    case 'amount':
      return /^ *\d* *$/.test(raw) ? ok(Number(raw.trim())) : refused('bad_number')
    case 'code':
      return ok(raw.trim())
    case 'text':
      return ok(raw.trimEnd())
    case 'constant':
      return raw === field.text ? ok(null) : refused('unexpected_value')
    case 'spare':
      return ok(null)
  }
}

/** Writes a record; what does not fit or is no bank text is refused, never cut. */
export function writeRecord<L extends Layout>(
  layout: L,
  record: RecordOf<L>,
  number: number,
): Result<string, ZenginFault> {
  const values: Readonly<Record<string, string | number | undefined>> = record
  let written = ''
  for (const [name, field] of Object.entries(layout)) {
    const value = values[name] ?? ''
    const raw = writeField(field, value)
    if (!raw.ok) return refused({ code: raw.error, record: number, field: name, found: String(value) })
    written += raw.value
  }
  return ok(written)
}

function writeField(field: Field, value: string | number): Result<string, 'bad_number' | 'bad_character' | 'too_long'> {
  const content = String(value)
  if (content.length > field.length) return refused('too_long')
  switch (field.kind) {
    case 'amount':
      return /^\d+$/.test(content) ? ok(content.padStart(field.length, '0')) : refused('bad_number')
    case 'code':
      return /^\d+$/.test(content) && content.length === field.length ? ok(content) : refused('bad_number')
    case 'text':
      return strangerIn(content, field.charset) === null ? ok(content.padEnd(field.length)) : refused('bad_character')
    case 'constant':
    case 'spare':
      return ok(field.text)
  }
}

/** Bytes of a record of this layout. */
export function lengthOf(layout: Layout): number {
  return Object.values(layout).reduce((sum, field) => sum + field.length, 0)
}
