import { z } from 'zod'
import { type Currency, type MinorUnits, toWireMoney } from '../../../core/money/money.ts'

const storedMoney = z.strictObject({
  minor: z.number().transform((minor) => minor as MinorUnits),
  currency: z.string().transform((currency) => currency as Currency),
})

/** Values before or after a change as the API tells them: money in them is in major units, as everywhere else. */
export function shownValues(stored: string | null): unknown {
  if (stored === null) return null
  return stored.includes('"minor"') ? JSON.parse(stored, withWireMoney) : JSON.parse(stored)
}

function withWireMoney(_key: string, value: unknown): unknown {
  const money = storedMoney.safeParse(value)
  return money.success ? toWireMoney(money.data) : value
}
