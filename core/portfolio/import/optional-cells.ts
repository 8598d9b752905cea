import { isLockStatus, type Lock, type Locks, locksOf, UNKNOWN_LOCKS } from '../../domains/locks.ts'
import { readStatus } from '../../domains/status-text.ts'
import type { Currency, Money } from '../../money/money.ts'
import type { PriceRules } from './cell-rules.ts'
import { narrowCell } from './cell-text.ts'
import type { CandidateHolding, CellWarning, OptionalFacts } from './import-candidate.ts'
import { type ImportField, NAME_SERVER_FIELDS } from './import-field.ts'
import { isNothing, readNameServers, readStatuses, readTags } from './list-cell.ts'
import { type CurrencySign, readCurrency, readPrice, toMoney } from './price-cell.ts'
import { readLock, readSwitch } from './switch-cell.ts'

/** Longest texts that are kept, in characters. */
const MAX_TEXT = { department: 200, tag: 100, note: 4000, label: 200, status: 100 } as const
const MAX_TAGS = 50
const MAX_NAME_SERVERS = 20
const MAX_EXCERPT = 120

/** The cell of a field, cleaned; empty where the file has none. */
export type Cell = (field: ImportField) => string

/** Cells whose trouble costs only themselves: they are left out with a warning, and the row is taken. */
export function readOptionalCells(cell: Cell, prices: PriceRules): OptionalFacts {
  const warnings: CellWarning[] = []
  const warn = (field: ImportField, code: string, value: string) =>
    void warnings.push({ field, code, value: value.slice(0, MAX_EXCERPT) })
  const text = (field: ImportField, max: number) => {
    const value = cell(field)
    if (isNothing(value)) return null
    if (value.length <= max) return value
    warn(field, 'too_long', value)
    return null
  }
  const statuses = readAllStatuses(cell)
  return {
    registrarAutoRenew: autoRenew(cell, warn),
    statuses,
    locks: readLocks(cell, statuses ?? [], warn),
    nameServers: allNameServers(cell, warn),
    price: price(cell, prices, warn),
    department: text('department', MAX_TEXT.department),
    tags: tags(cell, warn),
    registrar: text('registrar', MAX_TEXT.label),
    connection: text('connection', MAX_TEXT.label),
    note: text('note', MAX_TEXT.note),
    holding: holding(cell, warn),
    warnings,
  }
}

type Warn = (field: ImportField, code: string, value: string) => void

function autoRenew(cell: Cell, warn: Warn): 'on' | 'off' | null {
  const value = readSwitch(narrowCell(cell('registrarAutoRenew')))
  if (value === undefined) warn('registrarAutoRenew', 'unknown_word', cell('registrarAutoRenew'))
  if (value === undefined || value === null) return null
  return value ? 'on' : 'off'
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

/** Locks from their own columns; from the statuses only where these are a registry's, which then are complete. */
function readLocks(cell: Cell, statuses: readonly string[], warn: Warn): Locks {
  const isRegistryList = statuses.some((status) => isLockStatus(readStatus(status).word))
  const locks: Record<Lock, boolean | null> = { ...(isRegistryList ? locksOf(statuses).locks : UNKNOWN_LOCKS) }
  for (const [lock, field] of LOCK_FIELDS) {
    const stated = readLock(narrowCell(cell(field)))
    if (stated === undefined) warn(field, 'unknown_word', cell(field))
    locks[lock] = stated ?? locks[lock]
  }
  return locks
}

function allNameServers(cell: Cell, warn: Warn): readonly string[] | null {
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

function price(cell: Cell, rules: PriceRules, warn: Warn): Money | null {
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
  return rules.isZeroUnset && money.value.minor === 0 ? null : money.value
}

function currencyOf(sign: CurrencySign, cell: Cell, rules: PriceRules): Currency | 'skip' | null {
  const fromRules = sign.kind === 'known' ? sign.currency : rules[sign.kind === 'shared' ? sign.sign : 'bare']
  return readCurrency(cell('priceCurrency')) ?? fromRules
}

function tags(cell: Cell, warn: Warn): readonly string[] | null {
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
  手放し済み: 'relinquished',
  廃止: 'relinquished',
  transferredout: 'transferredOut',
  移管済み: 'transferredOut',
  移管済: 'transferredOut',
  lapsed: 'lapsed',
  失効: 'lapsed',
  失効済み: 'lapsed',
  archived: 'archived',
  アーカイブ: 'archived',
}

function holding(cell: Cell, warn: Warn): CandidateHolding | null {
  const text = cell('holding')
  if (isNothing(text)) return null
  const found = HOLDINGS[text.toLowerCase().replace(/[\s_-]/g, '')]
  if (found === undefined) warn('holding', 'unknown_word', text)
  return found ?? null
}
