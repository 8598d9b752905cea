import { ok, type Result, refused } from '../base/result.ts'
import type { IsoDate } from '../calendar/iso-date.ts'
import { parseSuffix } from '../domains/suffix.ts'
import { type Currency, type MinorUnits, parseAmount } from '../money/money.ts'
import { cleanCell, narrowCell } from '../portfolio/import/cell-text.ts'
import { readDate } from '../portfolio/import/date-cell.ts'
import { headerKey } from '../portfolio/import/header.ts'
import { readPrice, toMoney } from '../portfolio/import/price-cell.ts'
import { PRICED_OPERATIONS, type PriceChange, type PricedOperation, pricedYearsSchema } from './price-list.ts'

/** Prices are in the currency of the books. */
export const PRICE_CURRENCY = 'JPY' as Currency

/** Far above what any name costs; a slip of the finger is not booked. */
const MAX_PRICE = 100_000_000

export const PRICE_ROW_REFUSALS = [
  'bad_suffix',
  'unknown_operation',
  'bad_years',
  'bad_amount',
  'bad_currency',
  'bad_day',
] as const
export type PriceRowRefusal = (typeof PRICE_ROW_REFUSALS)[number]

/** The columns of a price file. */
export const PRICE_FIELDS = ['suffix', 'operation', 'years', 'amount', 'currency', 'from'] as const
export type PriceField = (typeof PRICE_FIELDS)[number]
export type PriceCells = Readonly<Partial<Record<PriceField, string>>>

/** Header keys (see `headerKey`) of the file that is exported, in both languages. */
const FIELD_OF_HEADER: ReadonlyMap<string, PriceField> = new Map([
  ['suffix', 'suffix'],
  ['tld', 'suffix'],
  ['ドメインの種類', 'suffix'],
  ['operation', 'operation'],
  ['手続き', 'operation'],
  ['years', 'years'],
  ['年数', 'years'],
  ['amount', 'amount'],
  ['price', 'amount'],
  ['料金税込', 'amount'],
  ['料金', 'amount'],
  ['currency', 'currency'],
  ['通貨', 'currency'],
  ['from', 'from'],
  ['適用開始日', 'from'],
])

const OPERATION_WORDS: Readonly<Record<string, PricedOperation>> = {
  登録: 'register',
  新規登録: 'register',
  更新: 'renew',
  移管: 'transfer',
  回復: 'restore',
  復旧: 'restore',
}

export function priceFieldOf(header: string): PriceField | null {
  return FIELD_OF_HEADER.get(headerKey(header)) ?? null
}

/** Reads one row of a price file. Years default to 1, the day to `today`; an empty amount ends the price. */
export function readPriceRow(cells: PriceCells, today: IsoDate): Result<PriceChange, PriceRowRefusal> {
  const suffix = parseSuffix(cleanCell(cells.suffix ?? ''))
  if (suffix === null) return refused('bad_suffix')
  const operation = readOperation(cells.operation ?? '')
  if (operation === null) return refused('unknown_operation')
  const years = pricedYearsSchema.safeParse(Number(narrowCell(cells.years ?? '') || '1'))
  if (!years.success) return refused('bad_years')
  const currency = narrowCell(cells.currency ?? '').toUpperCase()
  if (currency !== '' && currency !== PRICE_CURRENCY) return refused('bad_currency')
  const amount = readAmount(narrowCell(cells.amount ?? ''))
  if (!amount.ok) return amount
  const from = readDay(narrowCell(cells.from ?? ''), today)
  return from === null ? refused('bad_day') : ok({ suffix, operation, years: years.data, amount: amount.value, from })
}

/** A price in yen out of plain text, as bodies of requests have it. */
export function parsePrice(text: string): Result<MinorUnits, 'bad_amount'> {
  const money = parseAmount(text, PRICE_CURRENCY)
  return money.ok && money.value.minor > 0 && money.value.minor <= MAX_PRICE
    ? ok(money.value.minor)
    : refused('bad_amount')
}

function readOperation(cell: string): PricedOperation | null {
  const word = narrowCell(cell).toLowerCase()
  return PRICED_OPERATIONS.find((known) => known === word) ?? OPERATION_WORDS[word] ?? null
}

function readAmount(cell: string): Result<MinorUnits | null, 'bad_amount' | 'bad_currency'> {
  const reading = cell === '' ? ok(null) : readPrice(cell)
  if (!reading.ok) return refused('bad_amount')
  if (reading.value === null) return cell === '' || cell === '-' ? ok(null) : refused('bad_amount')
  const { sign, digits } = reading.value
  const isYen = sign.kind === 'bare' || (sign.kind === 'known' ? sign.currency === PRICE_CURRENCY : sign.sign === '¥')
  if (!isYen) return refused('bad_currency')
  const money = toMoney(digits, PRICE_CURRENCY)
  return money.ok ? parsePrice(String(money.value.minor)) : refused('bad_amount')
}

function readDay(cell: string, today: IsoDate): IsoDate | null {
  if (cell === '') return today
  const reading = readDate(cell, { order: 'yearFirst', century: '2000', utcDays: false })
  return reading.ok ? (reading.value?.day ?? null) : null
}
