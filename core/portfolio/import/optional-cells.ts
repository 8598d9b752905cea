import { type Lock, locksOf } from '../../domains/locks.ts'
import type { Currency, Money } from '../../money/money.ts'
import type { PriceRules } from './cell-rules.ts'
import { narrowCell } from './cell-text.ts'
import type { CandidateHolding, CellWarning, OptionalFacts } from './import-candidate.ts'
import { type ImportField, type ImportMapping, NAME_SERVER_FIELDS } from './import-field.ts'
import { isNothing, readNameServers, readStatuses } from './list-cell.ts'
import { type CurrencySign, readCurrency, readPrice, toMoney } from './price-cell.ts'
import { readLock, readSwitch } from './switch-cell.ts'
import { readTags } from './tag-list.ts'

/** Longest texts that are kept, in characters. */
const MAX_TEXT = { department: 200, tag: 100, note: 4000, label: 200, status: 100 } as const
const MAX_TAGS = 50
const MAX_NAME_SERVERS = 20
const MAX_EXCERPT = 120

/** The cell of a field, cleaned; empty where the file has none. */
export type Cell = (field: ImportField) => string

/**
 * A reader of the cells whose trouble costs only themselves: they are left out with a warning, and the row is taken.
 * Such cells repeat from row to row, so each different content is read once.
 */
export function optionalCellReader(mapping: ImportMapping, prices: PriceRules): (cell: Cell) => OptionalFacts {
  const group = <T>(fields: readonly ImportField[], read: (cell: Cell, warn: Warn) => T) =>
    cellGroup(
      fields.filter((field) => (mapping[field] ?? null) !== null),
      read,
    )
  const text = (field: ImportField, max: number) => group([field], (cell, warn) => plainText(cell, warn, field, max))
  const autoRenew = group(['registrarAutoRenew'], readAutoRenew)
  const statusesAndLocks = group(['statuses', ...SERVER_LOCKS, ...LOCK_FIELDS.map(([, field]) => field)], readLocks)
  const nameServers = group(NAME_SERVER_FIELDS, readAllNameServers)
  const price = group(['price', 'priceCurrency'], (cell, warn) => readOnePrice(cell, prices, warn))
  const tags = group(['tags'], readAllTags)
  const holding = group(['holding'], readHolding)
  const critical = group(['critical'], readCritical)
  const department = text('department', MAX_TEXT.department)
  const registrar = text('registrar', MAX_TEXT.label)
  const connection = text('connection', MAX_TEXT.label)
  const note = text('note', MAX_TEXT.note)
  return (cell) => {
    const warnings: CellWarning[] = []
    const { statuses, locks } = statusesAndLocks(cell, warnings)
    return {
      registrarAutoRenew: autoRenew(cell, warnings),
      statuses,
      locks,
      nameServers: nameServers(cell, warnings),
      price: price(cell, warnings),
      department: department(cell, warnings),
      tags: tags(cell, warnings),
      registrar: registrar(cell, warnings),
      connection: connection(cell, warnings),
      note: note(cell, warnings),
      holding: holding(cell, warnings),
      critical: critical(cell, warnings),
      warnings,
    }
  }
}

const MAX_REMEMBERED = 20_000
const MAX_REMEMBERED_LENGTH = 200

/** Reads what some columns say together; the same content is read once. */
function cellGroup<T>(fields: readonly ImportField[], read: (cell: Cell, warn: Warn) => T) {
  const known = new Map<string, { readonly value: T; readonly warnings: readonly CellWarning[] }>()
  const readAnew = (cell: Cell) => {
    const warnings: CellWarning[] = []
    const value = read(cell, (field, code, text) => {
      warnings.push({ field, code, value: text.slice(0, MAX_EXCERPT) })
    })
    return { value, warnings }
  }
  if (fields.length === 0) {
    const nothing = readAnew(() => '').value
    return () => nothing
  }
  return (cell: Cell, warnings: CellWarning[]): T => {
    const key = fields.length === 1 && fields[0] !== undefined ? cell(fields[0]) : fields.map(cell).join('\n\n')
    let found = known.get(key)
    if (!found) {
      found = readAnew(cell)
      if (known.size < MAX_REMEMBERED && key.length <= MAX_REMEMBERED_LENGTH) known.set(key, found)
    }
    for (const warning of found.warnings) warnings.push(warning)
    return found.value
  }
}

type Warn = (field: ImportField, code: string, value: string) => void

function plainText(cell: Cell, warn: Warn, field: ImportField, max: number): string | null {
  const value = cell(field)
  if (isNothing(value)) return null
  if (value.length <= max) return value
  warn(field, 'too_long', value)
  return null
}

function readAutoRenew(cell: Cell, warn: Warn): 'on' | 'off' | null {
  const value = readSwitch(narrowCell(cell('registrarAutoRenew')))
  if (value === undefined) warn('registrarAutoRenew', 'unknown_word', cell('registrarAutoRenew'))
  if (value === undefined || value === null) return null
  return value ? 'on' : 'off'
}

function readCritical(cell: Cell, warn: Warn): boolean | null {
  const value = readSwitch(narrowCell(cell('critical')))
  if (value === undefined) warn('critical', 'unknown_word', cell('critical'))
  return value ?? null
}

const SERVER_LOCKS = ['serverTransferProhibited', 'serverUpdateProhibited', 'serverDeleteProhibited'] as const

function readAllStatuses(cell: Cell): readonly string[] | null {
  const stated = cell('statuses')
  const server = SERVER_LOCKS.filter((field) => readLock(narrowCell(cell(field))) === true)
  const statuses = [...(isNothing(stated) ? [] : readStatuses(stated)), ...server]
  const all = [...new Set(statuses)].filter((status) => status.length <= MAX_TEXT.status).slice(0, 30)
  return all.length === 0 ? null : all
}

const LOCK_FIELDS = [
  ['transfer', 'lockTransfer'],
  ['update', 'lockUpdate'],
  ['delete', 'lockDelete'],
  ['renew', 'lockRenew'],
] as const

/** Locks from their own columns, else from the statuses. */
function readLocks(cell: Cell, warn: Warn): Pick<OptionalFacts, 'statuses' | 'locks'> {
  const statuses = readAllStatuses(cell)
  const locks: Record<Lock, boolean | null> = { ...locksOf(statuses ?? []).locks }
  for (const [lock, field] of LOCK_FIELDS) {
    const stated = readLock(narrowCell(cell(field)))
    if (stated === undefined) warn(field, 'unknown_word', cell(field))
    locks[lock] = stated ?? locks[lock]
  }
  return { statuses, locks }
}

function readAllNameServers(cell: Cell, warn: Warn): readonly string[] | null {
  const hosts = new Set<string>()
  for (const field of NAME_SERVER_FIELDS) {
    const text = cell(field)
    if (text === '') continue
    const read = readNameServers(text)
    for (const host of read.hosts) hosts.add(host)
    if (read.rejected.length > 0) warn(field, 'bad_name_server', read.rejected.join(' '))
  }
  return hosts.size === 0 ? null : [...hosts].slice(0, MAX_NAME_SERVERS)
}

function readOnePrice(cell: Cell, rules: PriceRules, warn: Warn): Money | null {
  const text = narrowCell(cell('price'))
  const reading = readPrice(text)
  if (reading.ok && reading.value === null) return null
  const currency = reading.ok && reading.value ? currencyOf(reading.value.sign, cell, rules) : null
  if (currency === 'skip') return null
  const money = reading.ok && reading.value && currency !== null ? toMoney(reading.value.digits, currency) : null
  if (!money?.ok) {
    warn('price', reading.ok && currency === null ? 'currency_unknown' : 'bad_price', text)
    return null
  }
  return money.value.minor === 0 ? null : money.value
}

function currencyOf(sign: CurrencySign, cell: Cell, rules: PriceRules): Currency | 'skip' | null {
  const fromRules = sign.kind === 'known' ? sign.currency : rules[sign.kind === 'shared' ? sign.sign : 'bare']
  return readCurrency(cell('priceCurrency')) ?? fromRules
}

function readAllTags(cell: Cell, warn: Warn): readonly string[] | null {
  const all = readTags(cell('tags'))
  const fitting = all.filter((tag) => tag.length <= MAX_TEXT.tag).slice(0, MAX_TAGS)
  if (fitting.length < all.length) warn('tags', 'too_long', cell('tags'))
  return fitting.length === 0 ? null : fitting
}

const HOLDINGS: Readonly<Record<string, CandidateHolding>> = {
  held: 'held',
  保有: 'held',
  保有中: 'held',
  relinquished: 'relinquished',
  返納済み: 'relinquished',
  手放し済み: 'relinquished',
  廃止: 'relinquished',
  transferredout: 'transferredOut',
  移管済み: 'transferredOut',
  移管済: 'transferredOut',
  lapsed: 'lapsed',
  失効: 'lapsed',
  失効済み: 'lapsed',
  archived: 'archived',
  保管: 'archived',
  アーカイブ: 'archived',
}

function readHolding(cell: Cell, warn: Warn): CandidateHolding | null {
  const text = cell('holding')
  if (isNothing(text)) return null
  const found = HOLDINGS[text.toLowerCase().replace(/[\s_-]/g, '')]
  if (found === undefined) warn('holding', 'unknown_word', text)
  return found ?? null
}
