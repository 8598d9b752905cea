import { storableText } from '../../../adapters/sheets/sheet.ts'
import { FileRefusal } from './file-refusal.ts'
import type { JsonShape } from './json-shape.ts'
import { LIMITS } from './limits.ts'

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export type JsonObject = { readonly [key: string]: Json }
export type JsonRecord = Readonly<Record<string, string>>

/** One element of the list: a record, or the text of what is no object. `place` counts the elements from 1. */
export type JsonElement =
  | { readonly place: number; readonly record: JsonRecord }
  | { readonly place: number; readonly stray: string }

/**
 * The elements of JSON as it streams by, as many at a time as end in a piece of it: those of an array that is the
 * document, or of an array with objects that is a member of it, like `{"Domains": [{…}, …]}`; or, of `documents`, the
 * objects that follow one another. Arrays may follow one another too, as pages of an API do when they are appended.
 */
export async function* jsonElements(
  text: AsyncIterable<string>,
  of: JsonShape,
): AsyncGenerator<readonly JsonElement[]> {
  const scanner = elementScanner(of === 'documents' ? isDocumentPlace : isElementPlace)
  let place = 0
  for await (const piece of text) {
    yield scanner.push(piece).map(({ line, json }) => {
      place += 1
      const value = parseElement(json, line)
      return isObject(value) ? { place, record: flatten(value) } : { place, stray: cellOf(value) || json }
    })
  }
  if (!scanner.isComplete()) throw new FileRefusal('truncated', scanner.line())
}

/** The text of the objects that a text begins with, one after the other, as far as their ends are there. */
export function wholeDocuments(text: string): readonly string[] {
  return elementScanner(isDocumentPlace)
    .push(text)
    .map(({ json }) => json)
}

type Found = { readonly line: number; readonly json: string }
type Element = {
  text: string
  readonly kind: 'bracket' | 'string' | 'word'
  readonly depth: number
  readonly line: number
}

/** Follows brackets and strings, and cuts out the elements of arrays near the top. */
function elementScanner(isPlace: (open: readonly string[], char: string) => boolean) {
  const open: string[] = []
  let isInString = false
  let isEscaped = false
  let line = 1
  let element: Element | null = null
  const list = listGate()

  const push = (piece: string): readonly Found[] => {
    const found: Found[] = []
    let start = 0
    const end = (at: number) => {
      if (element === null) return
      found.push(...list.pass(element.kind, { line: element.line, json: element.text + piece.slice(start, at) }))
      element = null
    }
    const endsAt = (kind: Element['kind']) => element?.kind === kind && element.depth === open.length
    for (let at = 0; at < piece.length; at += 1) {
      const char = piece[at] ?? ''
      if (char === '\n') line += 1
      if (isInString) {
        if (isEscaped) isEscaped = false
        else if (char === '\\') isEscaped = true
        else if (char === '"') {
          isInString = false
          if (endsAt('string')) end(at + 1)
        }
        continue
      }
      if (element === null) {
        if (isPlace(open, char) && !/[\s,\]]/.test(char)) {
          element = { text: '', kind: kindOf(char), depth: open.length, line }
          start = at
        }
      } else if (endsAt('word') && /[\s,\]}]/.test(char)) end(at)
      if (char === '"') isInString = true
      else if (char === '{' || char === '[') {
        open.push(char)
        if (open.length > 64) throw new FileRefusal('bad_json', line)
        if (char === '[' && element === null) list.open(open.length > 1)
      } else if (char === '}' || char === ']') {
        if (open.pop() !== (char === '}' ? '{' : '[')) throw new FileRefusal('bad_json', line)
        if (endsAt('bracket')) end(at + 1)
      } else if (open.length === 0 && !/[\s,]/.test(char)) throw new FileRefusal('bad_json', line)
    }
    if (element !== null) {
      element.text += piece.slice(start)
      if (element.text.length > LIMITS.recordBytes) throw new FileRefusal('record_too_large', element.line)
    }
    return found
  }
  return { push, isComplete: () => open.length === 0 && !isInString, line: () => line }
}

/** A member that is an array may be about something else (`{"warnings": ["…"], "Domains": […]}`): an object in it shows the list. */
function listGate() {
  let waiting: Found[] | null = null
  return {
    open: (isMember: boolean) => {
      waiting = isMember ? [] : null
    },
    pass: (kind: Element['kind'], found: Found): readonly Found[] => {
      if (waiting === null) return [found]
      waiting.push(found)
      if (!(kind === 'bracket' && found.json.startsWith('{'))) return []
      const passed = waiting
      waiting = null
      return passed
    },
  }
}

function kindOf(char: string): Element['kind'] {
  if (char === '"') return 'string'
  return char === '{' || char === '[' ? 'bracket' : 'word'
}

function isElementPlace(open: readonly string[]): boolean {
  return open.at(-1) === '[' && (open.length === 1 || (open.length === 2 && open[0] === '{'))
}

function isDocumentPlace(open: readonly string[], char: string): boolean {
  return open.length === 0 && char === '{'
}

function parseElement(json: string, line: number): Json {
  try {
    return JSON.parse(json)
  } catch {
    throw new FileRefusal('bad_json', line)
  }
}

/** Members as columns: `account.accountName`, lists joined by commas, `[{name, value}]` as columns of their names. */
export function flatten(object: JsonObject, prefix = ''): JsonRecord {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => {
      const path = prefix + key
      if (isObject(value)) return Object.entries(flatten(value, `${path}.`))
      if (Array.isArray(value) && value.some(isObject)) return value.flatMap((item) => named(item, path))
      return [[path, cellOf(value)] as const]
    }),
  )
}

export function isObject(value: Json): value is JsonObject {
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
