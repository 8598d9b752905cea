import { recogniseColumns } from '../../../../core/portfolio/import/recognise-table.ts'
import { flatten, isObject, type Json, type JsonObject, wholeDocuments } from './json-rows.ts'

/** Where JSON has its records: in arrays, or each a document of its own, one after the other (one per line, mostly). */
export type JsonShape = 'arrays' | 'documents'

/** Finds the shape from the first document of the text, as far as `sample` holds all of it. */
export function jsonShapeOf(sample: string): JsonShape {
  const [first, second] = wholeDocuments(sample)
  if (first === undefined) return 'arrays'
  const object = parsed(first)
  // What cannot be parsed is read for the place of its fault.
  if (object === null) return /\[\s*\{/.test(first) ? 'arrays' : 'documents'
  if (isRecord(object)) return 'documents'
  const isPage = Object.values(object).some((member) => Array.isArray(member) && isListOfRecords(member))
  return isPage || second === undefined ? 'arrays' : 'documents'
}

/** A record has a name of its own, whatever lists it has beside it. */
function isRecord(object: JsonObject): boolean {
  const texts = Object.entries(object).filter(([, value]) => typeof value === 'string' && value.trim() !== '')
  const record = flatten(Object.fromEntries(texts))
  return recogniseColumns(Object.keys(record), [Object.values(record)]).mapping.name !== undefined
}

/** An empty list is that of a page on which nothing was found. */
function isListOfRecords(list: readonly Json[]): boolean {
  return list.length === 0 || list.some(isObject)
}

function parsed(text: string): JsonObject | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
