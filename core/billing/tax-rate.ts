import { z } from 'zod'
import rateData from '../../resources/tax/tax-rates.json' with { type: 'json' }
import { invariant } from '../base/invariant.ts'
import { type IsoDate, isoDateSchema } from '../calendar/iso-date.ts'

export const TAX_RATE_CODES = ['standard', 'reduced'] as const

/** Which rate a supply falls under; the percentage follows from its day. */
export type TaxRateCode = (typeof TAX_RATE_CODES)[number]

export const taxRateCodeSchema = z.enum(TAX_RATE_CODES)

const taxRateSchema = z.strictObject({
  code: taxRateCodeSchema,
  /** Whole percent: Japanese rates have never had a fraction since 1989 (the local part is included). */
  percent: z.number().int().min(0).max(99),
  from: isoDateSchema,
  /** The last day; null while it applies. */
  to: isoDateSchema.nullable(),
  source: z.string(),
})
export type TaxRate = z.output<typeof taxRateSchema>

/** All rates there have been since the tax began. */
const TAX_RATES = z.strictObject({ rates: z.array(taxRateSchema).readonly() }).parse(rateData).rates

/** What a charge is taxed at unless it says otherwise: domain services are no food and no newspaper. */
export const DEFAULT_TAX_RATE: TaxRateCode = 'standard'

/** The percentage on the day of the supply; 0 before there was such a tax. */
export function taxPercentOn(code: TaxRateCode, day: IsoDate, rates: readonly TaxRate[] = TAX_RATES): number {
  const found = rates.filter((rate) => rate.code === code && rate.from <= day && (rate.to === null || day <= rate.to))
  invariant(found.length <= 1, `one rate ${code} on ${day}`)
  return found[0]?.percent ?? 0
}

/** The days from which some percentage was another one, latest first: between two of them each code has one. */
export const TAX_RATE_CHANGES: readonly IsoDate[] = [...new Set(TAX_RATES.map(({ from }) => from))]
  .toSorted()
  .toReversed()

/** The rate code that a ledger entry carries, or the usual one. */
export function taxRateCodeOf(stored: string | null): TaxRateCode {
  const known = taxRateCodeSchema.safeParse(stored)
  return known.success ? known.data : DEFAULT_TAX_RATE
}
