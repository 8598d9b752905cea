import { ok, type Result, refused } from '../../base/result.ts'
import { type Currency, decimalsOf, type Money, parseAmount } from '../../money/money.ts'

/** How a price cell names its currency: a code or clear sign, a sign that several currencies share, or not at all. */
export type CurrencySign =
  | { readonly kind: 'known'; readonly currency: Currency }
  | { readonly kind: 'shared'; readonly sign: '$' | '¥' }
  | { readonly kind: 'bare' }

export type PriceReading = { readonly sign: CurrencySign; readonly digits: string }

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/US\$|USD/i, 'USD'],
  [/C\$|CA\$|CAD/i, 'CAD'],
  [/A\$|AU\$|AUD/i, 'AUD'],
  [/HK\$|HKD/i, 'HKD'],
  [/NT\$|TWD/i, 'TWD'],
  [/S\$|SGD/i, 'SGD'],
  [/NZ\$|NZD/i, 'NZD'],
  [/€|EUR/i, 'EUR'],
  [/£|GBP/i, 'GBP'],
  [/円|JPY/i, 'JPY'],
  [/元|CNY|RMB/i, 'CNY'],
  [/₩|KRW/i, 'KRW'],
  [/₹|INR/i, 'INR'],
  [/CHF/i, 'CHF'],
]

/** Currencies that a sign can mean; the first is the likeliest. */
export const SHARED_SIGNS = { $: ['USD', 'CAD', 'AUD', 'HKD', 'SGD', 'NZD', 'TWD'], '¥': ['JPY', 'CNY'] } as const

const NO_PRICE = /^(|-+|—|–|n\/?a|none|null|free|unknown|tbd|call|なし|無し|無料|未定|不明)$/i

/** Takes a price cell apart; null when it states no price. Text is trimmed and narrowed (`￥` is `¥`). */
export function readPrice(text: string): Result<PriceReading | null, 'bad_price'> {
  if (NO_PRICE.test(text)) return ok(null)
  const match = /^([^\d.,-]*)(-?[\d.,'’\s\u00a0]*\d(?:\.-|,-)?)([^\d]*)$/u.exec(text)
  if (!match) return refused('bad_price')
  const digits = (match[2] ?? '').replace(/[\s\u00a0'’]|[.,]-$/gu, '')
  const sign = signOf(`${match[1]} ${match[3]}`.replace(/税込|税抜|税別|\(|\)|\/?\s*(yr|year|年)$/gi, '').trim())
  return sign === null || digits.startsWith('-') ? refused('bad_price') : ok({ sign, digits })
}

function signOf(text: string): CurrencySign | null {
  if (text === '') return { kind: 'bare' }
  if (text === '$') return { kind: 'shared', sign: '$' }
  if (text === '¥' || text === '\\') return { kind: 'shared', sign: '¥' }
  const found = SIGNS.find(([pattern]) => new RegExp(`^(?:${pattern.source})[\\s$¥.]*$`, 'i').test(text))
  return found ? { kind: 'known', currency: found[1] as Currency } : null
}

/** Amount with its decimal mark found: the last mark is decimal unless exactly three digits follow (a thousands mark). */
function plainAmount(digits: string, currency: Currency): string {
  const mark = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  if (mark < 0) return digits
  const fraction = digits.slice(mark + 1)
  const whole = digits.slice(0, mark).replace(/[.,]/g, '')
  const isThousands = fraction.length === 3 && decimalsOf(currency) !== 3 && whole !== '0'
  return isThousands ? whole + fraction : `${whole === '' ? '0' : whole}.${fraction}`
}

/** The money of a price cell in a currency. */
export function toMoney(digits: string, currency: Currency): Result<Money, 'bad_price'> {
  const money = parseAmount(plainAmount(digits, currency), currency)
  return money.ok ? ok(money.value) : refused('bad_price')
}

/** A currency code written out in a column of its own (`usd `), or null. */
export function readCurrency(text: string): Currency | null {
  const code = text.trim().toUpperCase()
  return /^[A-Z]{3}$/.test(code) ? (code as Currency) : null
}
