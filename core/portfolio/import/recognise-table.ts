import { parseDomainName } from '../../domains/domain-name.ts'
import { isNoDate, readDate } from './date-cell.ts'
import { genericField } from './generic-headers.ts'
import { headerKey, isSecretHeader } from './header.ts'
import { IMPORT_FIELDS, type ImportField, type ImportMapping } from './import-field.ts'
import { REGISTRAR_EXPORTS, type RegistrarExport } from './registrar-exports.ts'

/** A column of the file. The cells of a secret one are dropped before anything is kept. */
export type TableColumn = { readonly index: number; readonly header: string; readonly isSecret: boolean }

/**
 * What the first rows of a table say. `format`: the id of a known export, `generic` (plain headers that name the fields),
 * `list` (nothing but names) or `unknown` (the mapping is a proposal that a person confirms).
 */
export type RecognisedTable = {
  readonly format: string
  readonly registrar: string | null
  /** Index of the header's record in the rows given; null when the table has none. */
  readonly headerIndex: number | null
  readonly columns: readonly TableColumn[]
  readonly mapping: ImportMapping
}

const MAX_HEADER_ROWS = 40
const MAX_HEADER_LENGTH = 200

export function findExport(id: string): RegistrarExport | null {
  return REGISTRAR_EXPORTS.find((known) => known.id === id) ?? null
}

/** Recognises a table by its first rows: where its header is, what its columns are, which export it comes from. */
export function recogniseTable(rows: readonly (readonly string[])[]): RecognisedTable {
  if (isPlainList(rows)) return plainList()
  const headerIndex = findHeader(rows)
  if (headerIndex === null) return headerless(rows)
  const samples = rows.slice(headerIndex + 1, headerIndex + 1 + MAX_HEADER_ROWS)
  return { ...recogniseColumns(rows[headerIndex] ?? [], samples), headerIndex }
}

/** Recognises a table whose columns are known to be named so, by these names and its first rows. */
export function recogniseColumns(
  header: readonly string[],
  samples: readonly (readonly string[])[],
): Omit<RecognisedTable, 'headerIndex'> {
  const columns = columnsOf(header)
  const keys = uniqueKeys(columns)
  const known = bestExport(keys)
  if (known) return { ...pick(known), columns, mapping: exportMapping(known, keys, columns) }
  const mapping = genericMapping(keys, columns)
  const proposal = { ...sniff(columnsWithout(mapping, columns), samples), ...mapping }
  const format = mapping.name === undefined || isExpiryIn(proposal) !== isExpiryIn(mapping) ? 'unknown' : 'generic'
  return { format, registrar: null, columns, mapping: format === 'generic' ? mapping : proposal }
}

/** Headers that name the fields but not the expiry are not understood as long as another column holds days. */
function isExpiryIn(mapping: ImportMapping): boolean {
  return mapping.registryExpiresOn !== undefined || mapping.paidThroughOn !== undefined
}

function columnsWithout(mapping: ImportMapping, columns: readonly TableColumn[]): readonly TableColumn[] {
  const taken = new Set(Object.values(mapping))
  return columns.filter(({ index }) => !taken.has(index))
}

const pick = (known: RegistrarExport) => ({ format: known.id, registrar: known.registrar })

function columnsOf(header: readonly string[]): readonly TableColumn[] {
  return header.map((text, index) => {
    const trimmed = text.normalize('NFKC').trim().slice(0, MAX_HEADER_LENGTH)
    return { index, header: trimmed, isSecret: isSecretHeader(trimmed) }
  })
}

/** Header keys by column; the second of the same key is `key#2`. */
function uniqueKeys(columns: readonly TableColumn[]): readonly string[] {
  const seen = new Map<string, number>()
  return columns.map(({ header }) => {
    const key = headerKey(header)
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? key : `${key}#${count}`
  })
}

/** The known export whose marks are all there; among several the one that explains most columns. */
function bestExport(keys: readonly string[]): RegistrarExport | null {
  const present = new Set(keys)
  const matching = REGISTRAR_EXPORTS.filter(
    (known) => known.marks.every((mark) => present.has(mark)) && !isContradicted(known, keys),
  )
  const explained = (known: RegistrarExport) => keys.filter((key) => known.columns[key] !== undefined).length
  const [best] = matching.toSorted((a, b) => explained(b) - explained(a) || b.marks.length - a.marks.length)
  return best ?? null
}

/** A registrar's own export does not name registrars row by row; a ledger with the same headers does. */
function isContradicted(known: RegistrarExport, keys: readonly string[]): boolean {
  if (known.registrar === null) return false
  return keys.some((key) => known.columns[key] === undefined && genericField(key, '')?.field === 'registrar')
}

function exportMapping(
  known: RegistrarExport,
  keys: readonly string[],
  columns: readonly TableColumn[],
): ImportMapping {
  const mapping: { [field in ImportField]?: number } = {}
  for (const [index, key] of keys.entries()) {
    const field = known.columns[key]
    if (field !== undefined && !columns[index]?.isSecret) mapping[field] ??= index
  }
  return mapping
}

/** Headers of our own export for programs, whose `price` is that of the renewal; elsewhere it may be any price. */
const OWN_MARKS = ['decideby', 'renewson'] as const

function genericMapping(keys: readonly string[], columns: readonly TableColumn[]): ImportMapping {
  const best = new Map<ImportField, { readonly index: number; readonly rank: number }>()
  for (const [index, key] of keys.entries()) {
    const found = columns[index]?.isSecret ? null : genericField(key, columns[index]?.header ?? '')
    if (!found) continue
    const held = best.get(found.field)
    if (!held || found.rank < held.rank) best.set(found.field, { index, rank: found.rank })
  }
  const mapping = Object.fromEntries([...best].map(([field, { index }]) => [field, index]))
  const isOwn = OWN_MARKS.every((mark) => keys.includes(mark))
  return isOwn && keys.includes('price') ? { price: keys.indexOf('price'), ...mapping } : mapping
}

/** The record that names the columns: the best explained one before the first record with a domain name in it. */
function findHeader(rows: readonly (readonly string[])[]): number | null {
  const head = rows.slice(0, MAX_HEADER_ROWS)
  const scores = head.map(headerScore)
  const best = scores.reduce((found, score, index) => (score > (scores[found] ?? 0) ? index : found), 0)
  if ((scores[best] ?? 0) > 0) return best
  const firstData = head.findIndex((row) => row.some(isNameLike))
  if (firstData < 1) return null
  const above = head[firstData - 1] ?? []
  const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length
  const isHeader = filled(above) >= Math.max(1, filled(head[firstData] ?? []) / 2) && !above.some(isNameLike)
  return isHeader ? firstData - 1 : null
}

/** How much of a record reads as headers; 0 when it cannot be the header row. */
function headerScore(row: readonly string[]): number {
  const columns = columnsOf(row)
  const keys = uniqueKeys(columns)
  const known = bestExport(keys)
  if (known) return 1000 + keys.filter((key) => known.columns[key] !== undefined).length
  const fields = new Set(keys.map((key, index) => genericField(key, row[index] ?? '')?.field))
  const isPlausible =
    fields.has('name') && !row.some((cell) => isNameLike(cell) && genericField(headerKey(cell), cell) === null)
  return isPlausible ? fields.size : 0
}

const LIST_COLUMN: TableColumn = { index: 0, header: '', isSecret: false }

function plainList(): RecognisedTable {
  return { format: 'list', registrar: null, headerIndex: null, columns: [LIST_COLUMN], mapping: { name: 0 } }
}

/** Nothing but names, from the first word on; a list may hold some that are none. */
function isPlainList(rows: readonly (readonly string[])[]): boolean {
  const names = rows.map(namesInRow).filter((words) => words.length > 0)
  const all = names.flat()
  const isFromStart = names[0]?.every(isNameLike) ?? false
  return isFromStart && all.filter(isNameLike).length >= all.length * MIN_SHARE
}

/** A table without header: a column that holds names is one; the rest is offered for mapping. */
function headerless(rows: readonly (readonly string[])[]): RecognisedTable {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const columns = Array.from({ length: width }, (_, index) => ({ ...LIST_COLUMN, index }))
  return { format: 'unknown', registrar: null, headerIndex: null, columns, mapping: sniff(columns, rows) }
}

/** The names of one record of a plain list, however they are separated; lines that begin with `#` are remarks. */
export function namesInRow(row: readonly string[]): readonly string[] {
  if (row[0]?.startsWith('#')) return []
  return row.flatMap((cell) => cell.split(/[\s,;、，]+/u)).filter((word) => word !== '')
}

const MIN_SHARE = 0.6

/** Proposes fields by content: the column of names, and of the columns of days the later one as expiry. */
function sniff(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): ImportMapping {
  const cellsOf = ({ index }: TableColumn) => rows.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '')
  const share = (cells: readonly string[], test: (cell: string) => boolean) =>
    cells.length === 0 ? 0 : cells.filter(test).length / cells.length
  const open = columns.filter((column) => !column.isSecret)
  const names = open.find((column) => share(cellsOf(column), isNameLike) >= MIN_SHARE)
  const dates = open
    .filter((column) => share(cellsOf(column), isDateLike) >= MIN_SHARE)
    .map((column) => ({ index: column.index, latest: latestYear(cellsOf(column)) }))
    .toSorted((a, b) => b.latest - a.latest)
  const [expires, registered] = dates
  const proposal: readonly (readonly [ImportField, number | undefined])[] = [
    ['name', names?.index],
    ['registryExpiresOn', expires?.index],
    ['registeredOn', registered?.index],
  ]
  return Object.fromEntries(proposal.filter(([, index]) => index !== undefined))
}

function latestYear(cells: readonly string[]): number {
  return Math.max(...cells.map((cell) => Number(/\d{4}/.exec(cell)?.[0] ?? 0)))
}

/** Whether a cell is a domain name, one that is refused for being a sub-domain included. */
function isNameLike(cell: string): boolean {
  const text = cell.trim()
  if (!/[.．。]/u.test(text) || text.length > 300 || /\s/.test(text)) return false
  const parsed = parseDomainName(text)
  return parsed.ok || parsed.error.code === 'sub_domain' || parsed.error.code === 'private_suffix'
}

function isDateLike(cell: string): boolean {
  const text = cell.normalize('NFKC').trim()
  if (isNoDate(text) || /^\d{1,9}$/.test(text)) return false
  const reading = readDate(text, { order: null, century: '2000', utcDays: false })
  return reading.ok || reading.error === 'date_order_unknown'
}

/** Mappings from outside (a person's, a saved profile's): only known fields and columns that exist and hold no secret. */
export function checkedMapping(
  wanted: Readonly<Record<string, number | null>>,
  columns: readonly TableColumn[],
): { readonly mapping: ImportMapping; readonly rejected: readonly string[] } {
  const usable = new Set(columns.filter((column) => !column.isSecret).map((column) => column.index))
  const known: ReadonlySet<string> = new Set(IMPORT_FIELDS)
  const isGood = ([field, column]: readonly [string, number | null]) =>
    known.has(field) && (column === null || usable.has(column))
  const entries = Object.entries(wanted)
  return {
    mapping: Object.fromEntries(entries.filter(isGood)),
    rejected: entries.filter((entry) => !isGood(entry)).map(([field]) => field),
  }
}
