import type { ImportMapping } from '../../../../core/portfolio/import/import-field.ts'
import {
  namesInRow,
  type RecognisedTable,
  recogniseTable,
  type TableColumn,
} from '../../../../core/portfolio/import/recognise-table.ts'
import { collect, type FileSource, withHead } from './byte-source.ts'
import { containerOf } from './container.ts'
import { csvRows, type FileRow } from './csv-rows.ts'
import { type DecodedText, decodeText } from './decode-text.ts'
import { type Delimiter, findDelimiter } from './delimiter.ts'
import { FileRefusal } from './file-refusal.ts'
import { type JsonRecord, jsonRecords } from './json-rows.ts'
import { LIMITS } from './limits.ts'
import { sheetRows } from './sheet-rows.ts'

export type { FileRow } from './csv-rows.ts'

/**
 * A file opened as a table. `rows` streams it once, secret cells already emptied; `encoding` is certain when the rows
 * have come to their end. Reading throws `FileRefusal`.
 */
export type OpenedTable = {
  readonly container: 'csv' | 'sheet' | 'json' | 'list'
  readonly format: string
  readonly registrar: string | null
  readonly delimiter: Delimiter | null
  /** The line of the header, counted from 1; null when there is none. */
  readonly headerLine: number | null
  readonly columns: readonly TableColumn[]
  readonly mapping: ImportMapping
  /** The first rows, as a person is shown them. */
  readonly sample: readonly FileRow[]
  readonly rows: AsyncIterable<FileRow>
  readonly encoding: () => string
}

const SAMPLE_ROWS = 60
const SAMPLE_CHARACTERS = 64 * 1024

/** Opens a registrar's export of any known kind and finds out what it is. */
export async function openTable(source: FileSource): Promise<OpenedTable> {
  const { head, bytes } = await withHead(source)
  if (containerOf(head) === 'sheet') {
    const rows = await sheetRows(await collect(bytes, LIMITS.sheetFileBytes))
    return tableOf(eachOf(rows), { container: 'sheet', delimiter: null, encoding: () => 'xlsx' })
  }
  const decoded = decodeText(head, bytes)
  const { sample, text } = await withSample(decoded)
  if (sample.trim() === '') throw new FileRefusal('empty_file')
  if (/^\s*[[{]/.test(sample)) return jsonTable(text, decoded.encoding)
  const delimiter = findDelimiter(sample)
  return tableOf(csvRows(text, delimiter), { container: 'csv', delimiter, encoding: decoded.encoding })
}

async function* eachOf<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items
}

/** The first characters of a text, and all of it still to be read. */
async function withSample({
  text,
}: DecodedText): Promise<{ readonly sample: string; readonly text: AsyncIterable<string> }> {
  const pieces = text[Symbol.asyncIterator]()
  let sample = ''
  while (sample.length < SAMPLE_CHARACTERS) {
    const next = await pieces.next()
    if (next.done) break
    sample += next.value
  }
  return { sample, text: joined([sample], pieces) }
}

async function* joined<T>(first: readonly T[], rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield* first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

async function take<T>(items: AsyncIterator<T>, count: number): Promise<readonly T[]> {
  const taken: T[] = []
  while (taken.length < count) {
    const next = await items.next()
    if (next.done) break
    taken.push(next.value)
  }
  return taken
}

type Outside = Pick<OpenedTable, 'delimiter' | 'encoding' | 'container'>

async function tableOf(source: AsyncIterable<FileRow>, outside: Outside): Promise<OpenedTable> {
  const rows = source[Symbol.asyncIterator]()
  const first = await take(rows, SAMPLE_ROWS)
  if (first.length === 0) throw new FileRefusal('empty_file')
  const found = recogniseTable(first.map((row) => row.cells))
  const body = found.headerIndex === null ? first : first.slice(found.headerIndex + 1)
  const isList = found.format === 'list'
  const read = isList ? listRow : withoutSecrets(found)
  return {
    ...outside,
    container: isList ? 'list' : outside.container,
    format: found.format,
    registrar: found.registrar,
    delimiter: isList ? null : outside.delimiter,
    headerLine: found.headerIndex === null ? null : (first[found.headerIndex]?.line ?? null),
    columns: found.columns,
    mapping: found.mapping,
    sample: body.flatMap(read),
    rows: counted(joined(body, rows), read),
  }
}

type ReadRow = (row: FileRow) => readonly FileRow[]

const listRow: ReadRow = ({ line, cells }) => namesInRow(cells).map((name) => ({ line, cells: [name] }))

/** Empties secret cells and drops blank rows and cells beyond the columns, before anything else sees the row. */
function withoutSecrets({ columns }: RecognisedTable): ReadRow {
  const secret = new Set(columns.filter((column) => column.isSecret).map((column) => column.index))
  return ({ line, cells }) => {
    if (cells.every((cell) => cell.trim() === '')) return []
    const kept = cells.slice(0, columns.length)
    return [{ line, cells: secret.size === 0 ? kept : kept.map((cell, index) => (secret.has(index) ? '' : cell)) }]
  }
}

async function* counted(rows: AsyncIterable<FileRow>, read: ReadRow): AsyncGenerator<FileRow> {
  let count = 0
  for await (const row of rows) {
    for (const one of read(row)) {
      count += 1
      if (count > LIMITS.rows) throw new FileRefusal('too_many_rows', row.line)
      yield one
    }
  }
}

/** Records as rows: the columns are the members that the first records have. */
async function jsonTable(text: AsyncIterable<string>, encoding: () => string): Promise<OpenedTable> {
  const records = jsonRecords(text)[Symbol.asyncIterator]()
  const first = await take(records, SAMPLE_ROWS)
  if (first.length === 0) throw new FileRefusal('bad_json')
  const keys = [...new Set(first.flatMap(({ record }) => Object.keys(record)))]
  const toRow = ({ line, record }: { line: number; record: JsonRecord }): FileRow => ({
    line,
    cells: keys.map((key) => record[key] ?? ''),
  })
  return tableOf(jsonRows(keys, joined(first, records), toRow), { container: 'json', delimiter: null, encoding })
}

async function* jsonRows<T>(
  keys: readonly string[],
  records: AsyncIterable<T>,
  toRow: (record: T) => FileRow,
): AsyncGenerator<FileRow> {
  yield { line: 1, cells: keys }
  for await (const record of records) yield toRow(record)
}
