import { z } from 'zod'
import { type Currency, type MinorUnits, moneySchema, parseAmount } from './money.ts'

const JPY = 'JPY' as Currency

/** Nobody pays that much at once; what is larger is a slip of the keyboard. */
export const MAX_YEN = 99_999_999_999

/**
 * An amount of yen as people and programs send it, `"10000"` or `{amount: "10000", currency: "JPY"}`: whole yen, above
 * zero. Parsed to minor units.
 */
export const yenSchema = yenFrom(1)

/** The same, zero included. */
export const yenOrNothingSchema = yenFrom(0)

function yenFrom(least: number) {
  return z.union([z.string().max(40), moneySchema]).transform((given, context): MinorUnits => {
    const problem = (code: string, message: string) => {
      context.addIssue({ code: 'custom', message, params: { code } })
      return z.NEVER
    }
    const { amount, currency } = typeof given === 'string' ? { amount: given, currency: JPY } : given
    if (currency !== JPY) return problem('wrong_currency', 'This account is kept in JPY.')
    const parsed = parseAmount(amount, JPY)
    if (!parsed.ok) {
      return parsed.error === 'too_many_decimals'
        ? problem('too_many_decimals', 'JPY has no decimals: give whole yen, such as 10000.')
        : problem('bad_amount', 'An amount in whole yen, such as 10000.')
    }
    if (parsed.value.minor < least) return problem('too_small', `At least ${least} yen.`)
    if (parsed.value.minor > MAX_YEN) return problem('too_large', `At most ${MAX_YEN} yen at once.`)
    return parsed.value.minor
  })
}

/** Yen on the wire. */
export function wireYen(minor: number): { readonly amount: string; readonly currency: Currency } {
  return { amount: String(minor), currency: JPY }
}
