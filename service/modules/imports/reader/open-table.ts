import type { ImportMapping } from '../../../../core/portfolio/import/import-field.ts'
import {
  namesInRow,
  type RecognisedTable,
  recogniseColumns,
  recogniseTable,
  type TableColumn,
} from '../../../../core/portfolio/import/recognise-table.ts'
import { collect, type FileSource, withHead } from './byte-source.ts'
import { containerOf } from './container.ts'
import { csvRows, type FileRow } from './csv-rows.ts'
import { type DecodedText, decodeText } from './decode-text.ts'
import { type Delimiter, findDelimiter } from './delimiter.ts'
import { FileRefusal } from './file-refusal.ts'
import { type JsonElement, type JsonRecord, jsonElements } from './json-rows.ts'
import { type JsonShape, jsonShapeOf } from './json-shape.ts'
import { LIMITS } from './limits.ts'
import { sheetRows } from './sheet-rows.ts'

export type { FileRow } from './csv-rows.ts'

/**
 * A file opened as a table. `blocks` streams its rows once, some hundred at a time, secret cells already emptied;
 * `encoding` is certain when they have come to their end. Reading throws `FileRefusal`.
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
  readonly blocks: AsyncIterable<readonly FileRow[]>
  readonly encoding: () => string
}

const SAMPLE_ROWS = 60
const SAMPLE_CHARACTERS = 64 * 1024

/** Opens a registrar's export of any known kind and finds out what it is. */
export async function openTable(source: FileSource): Promise<OpenedTable> {
  const { head, bytes } = await withHead(source)
  if (containerOf(head) === 'sheet') {
    const rows = await sheetRows(await collect(bytes, LIMITS.sheetFileBytes))
    return tableOf(eachOf([rows]), { container: 'sheet', delimiter: null, encoding: () => 'xlsx' })
  }
  const decoded = decodeText(head, bytes)
  const { sample, text } = await withSample(decoded)
  if (sample.trim() === '') throw new FileRefusal('empty_file')
  if (/^\s*[[{]/.test(sample)) return jsonTable(text, jsonShapeOf(sample), decoded.encoding)
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

/** The first items of a stream of blocks: so many, and what else came with the last of them. */
async function takeAtLeast<T>(blocks: AsyncIterator<readonly T[]>, count: number): Promise<readonly T[]> {
  const taken: T[] = []
  while (taken.length < count) {
    const next = await blocks.next()
    if (next.done) break
    for (const item of next.value) taken.push(item)
  }
  return taken
}

type Outside = Pick<OpenedTable, 'delimiter' | 'encoding' | 'container'>

async function tableOf(source: AsyncIterable<readonly FileRow[]>, outside: Outside): Promise<OpenedTable> {
  const blocks = source[Symbol.asyncIterator]()
  const first = await takeAtLeast(blocks, SAMPLE_ROWS)
  if (first.length === 0) throw new FileRefusal('empty_file')
  const found = recogniseTable(first.slice(0, SAMPLE_ROWS).map((row) => row.cells))
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
    sample: body.slice(0, SAMPLE_ROWS).flatMap(read),
    blocks: counted(joined([body], blocks), read),
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

async function* counted<T>(
  blocks: AsyncIterable<readonly T[]>,
  read: (row: T) => readonly FileRow[],
): AsyncGenerator<readonly FileRow[]> {
  let left: number = LIMITS.rows
  for await (const block of blocks) {
    const rows = block.flatMap(read)
    const beyond = rows[left]
    if (beyond) throw new FileRefusal('too_many_rows', beyond.line)
    left -= rows.length
    yield rows
  }
}

/**
 * Elements as rows, which are counted in place of lines: the columns are the members that the first records have. What
 * is no object stands in the column of names, where it is refused like any other text that is no name.
 */
async function jsonTable(text: AsyncIterable<string>, shape: JsonShape, encoding: () => string): Promise<OpenedTable> {
  const blocks = jsonElements(text, shape)[Symbol.asyncIterator]()
  const first = await takeAtLeast(blocks, SAMPLE_ROWS)
  if (first.length === 0) throw new FileRefusal('no_json_records')
  const shown = first.slice(0, SAMPLE_ROWS)
  const members = [...new Set(shown.flatMap((one) => ('record' in one ? Object.keys(one.record) : [])))]
  const keys = members.length === 0 ? [PLAIN_NAME] : members
  const records = shown.flatMap((one) => ('record' in one ? [cellsOf(one.record, keys)] : []))
  const found = recogniseColumns(keys, records)
  const read = jsonRow(keys, found)
  return {
    container: 'json',
    format: found.format,
    registrar: found.registrar,
    delimiter: null,
    encoding,
    headerLine: null,
    columns: found.columns,
    mapping: found.mapping,
    sample: shown.flatMap(read),
    blocks: counted(joined([first], blocks), read),
  }
}

/** The column of an array that has nothing but names. */
const PLAIN_NAME = 'domain'

const cellsOf = (record: JsonRecord, keys: readonly string[]) => keys.map((key) => record[key] ?? '')

/** Secret cells are emptied before anything else sees the row; an empty record is a row like any other. */
function jsonRow(
  keys: readonly string[],
  { columns, mapping }: Pick<RecognisedTable, 'columns' | 'mapping'>,
): (element: JsonElement) => readonly FileRow[] {
  const secret = new Set(columns.filter((column) => column.isSecret).map((column) => column.index))
  const nameColumn = mapping.name ?? 0
  return (element) => {
    const cells =
      'record' in element
        ? cellsOf(element.record, keys)
        : keys.map((_key, index) => (index === nameColumn ? element.stray : ''))
    return [{ line: element.place, cells: cells.map((cell, index) => (secret.has(index) ? '' : cell)) }]
  }
}
