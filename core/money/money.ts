import { z } from 'zod'
import type { Brand } from '../base/brand.ts'
import { ok, type Result, refused } from '../base/result.ts'

/** An integer number of the currency's smallest unit (yen, cents). */
export type MinorUnits = Brand<number, 'MinorUnits'>

/** An ISO 4217 code in capitals. */
export type Currency = Brand<string, 'Currency'>

export type Money = { readonly minor: MinorUnits; readonly currency: Currency }

/** ISO 4217 currencies whose minor unit is not 1/100. */
const DECIMALS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
}

/** Digits after the decimal point in amounts of this currency. */
export function decimalsOf(currency: Currency): number {
  return DECIMALS[currency] ?? 2
}

/** Parses `"1234.5"` (major units) without floating point; more decimals than the currency has are refused. */
export function parseAmount(amount: string, currency: Currency): Result<Money, 'bad_amount' | 'too_many_decimals'> {
  const match = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(amount)
  if (!match) return refused('bad_amount')
  const decimals = decimalsOf(currency)
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > decimals) return refused('too_many_decimals')
  const minor = Number((match[2] ?? '') + fraction.padEnd(decimals, '0'))
  return ok({ minor: (match[1] && minor !== 0 ? -minor : minor) as MinorUnits, currency })
}

/** Major units as a plain decimal string, e.g. `"3980"` for JPY, `"18.99"` for USD. */
export function formatAmount(money: Money): string {
  const decimals = decimalsOf(money.currency)
  const digits = String(Math.abs(money.minor)).padStart(decimals + 1, '0')
  const sign = money.minor < 0 ? '-' : ''
  if (decimals === 0) return sign + digits
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, { message: 'an ISO 4217 code such as JPY' })
  .transform((text) => text as Currency)

/** Money on the wire: `{amount: "10000", currency: "JPY"}`, the amount in major units. */
export const moneySchema = z.object({ amount: z.string(), currency: currencySchema })
export type WireMoney = z.output<typeof moneySchema>

export function toWireMoney(money: Money): WireMoney {
  return { amount: formatAmount(money), currency: money.currency }
}
