import { storableText } from '../../../adapters/sheets/sheet.ts'
import { FileRefusal } from './file-refusal.ts'
import { LIMITS } from './limits.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonRecord = Readonly<Record<string, string>>

/**
 * The records of JSON as it streams by: the objects of an array that is the document, or a member of it, like
 * `{"Domains": [{…}, …]}`. Several documents may follow one another, as pages of an API do when they are appended.
 */
export async function* jsonRecords(text: AsyncIterable<string>): AsyncGenerator<{ line: number; record: JsonRecord }> {
  const scanner = objectScanner()
  for await (const piece of text) {
    for (const { line, json } of scanner.push(piece)) yield { line, record: flatten(parseObject(json, line)) }
  }
  if (!scanner.isComplete()) throw new FileRefusal('truncated', scanner.line())
}

type Found = { readonly line: number; readonly json: string }

/** Follows brackets and strings, and cuts out each object that is an element of an array near the top. */
function objectScanner() {
  const open: string[] = []
  let isInString = false
  let isEscaped = false
  let line = 1
  let record: { text: string; depth: number; line: number } | null = null

  const push = (piece: string): readonly Found[] => {
    const found: Found[] = []
    let start = 0
    for (let at = 0; at < piece.length; at += 1) {
      const char = piece[at]
      if (char === '\n') line += 1
      if (isInString) {
        if (isEscaped) isEscaped = false
        else if (char === '\\') isEscaped = true
        else if (char === '"') isInString = false
      } else if (char === '"') isInString = true
      else if (char === '{' || char === '[') {
        if (char === '{' && record === null && isRecordPlace(open)) {
          record = { text: '', depth: open.length, line }
          start = at
        }
        open.push(char)
        if (open.length > 64) throw new FileRefusal('bad_json', line)
      } else if (char === '}' || char === ']') {
        if (open.pop() !== (char === '}' ? '{' : '[')) throw new FileRefusal('bad_json', line)
        if (record !== null && open.length === record.depth) {
          found.push({ line: record.line, json: record.text + piece.slice(start, at + 1) })
          record = null
        }
      } else if (open.length === 0 && !/[\s,]/.test(char ?? '')) throw new FileRefusal('bad_json', line)
    }
    if (record !== null) {
      record.text += piece.slice(start)
      if (record.text.length > LIMITS.recordBytes) throw new FileRefusal('record_too_large', record.line)
    }
    return found
  }
  return { push, isComplete: () => open.length === 0 && !isInString, line: () => line }
}

function isRecordPlace(open: readonly string[]): boolean {
  return open.at(-1) === '[' && (open.length === 1 || (open.length === 2 && open[0] === '{'))
}

function parseObject(json: string, line: number): { readonly [key: string]: Json } {
  try {
    return JSON.parse(json)
  } catch {
    throw new FileRefusal('bad_json', line)
  }
}

/** Members as columns: `account.accountName`, lists joined by commas, `[{name, value}]` as columns of their names. */
function flatten(object: { readonly [key: string]: Json }, prefix = ''): JsonRecord {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => {
      const path = prefix + key
      if (isObject(value)) return Object.entries(flatten(value, `${path}.`))
      if (Array.isArray(value) && value.some(isObject)) return value.flatMap((item) => named(item, path))
      return [[path, cellOf(value)] as const]
    }),
  )
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function named(item: Json, path: string): readonly (readonly [string, string])[] {
  if (!isObject(item)) return []
  const { name, value } = item
  return typeof name === 'string' && value !== undefined ? [[`${path}.${name}`, cellOf(value)]] : []
}

function cellOf(value: Json): string {
  if (value === null) return ''
  return Array.isArray(value) ? value.map((item) => cellOf(item)).join(', ') : storableText(String(value))
}
