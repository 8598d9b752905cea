import { z } from 'zod'
import { isoDateSchema, isoMonthSchema } from '../../calendar/iso-date.ts'
import { moneySchema } from '../../money/money.ts'
import { sumsSchema } from './money-preview.ts'
import { defineRoute } from './route.ts'
import { accountParams, wholeNumber } from './shapes.ts'

/** Names that a forecast lists; `count` and `amount` are of all. */
export const LISTED_BLOCKED = 1_000

/**
 * How far the money reaches for what we order, as if nobody paid in; null for who may not see the balance. `through`: the
 * last day that was looked at, at most a year ahead.
 */
const fundsSchema = z.object({
  balance: moneySchema,
  available: moneySchema,
  /** The first day on which a renewal is not covered. */
  runsDryOn: isoDateSchema.nullable(),
  through: isoDateSchema,
  lowBalance: z.object({
    at: moneySchema.nullable(),
    isLow: z.boolean(),
    /** The first day on which less than that is available. */
    on: isoDateSchema.nullable(),
  }),
  /** The names that would be blocked, in the order in which that happens, each with its day. */
  blocked: z.object({
    count: z.number().int(),
    amount: moneySchema,
    names: z.array(
      z.object({
        name: z.string(),
        on: isoDateSchema,
        price: moneySchema,
        critical: z.boolean(),
        cutOffOn: isoDateSchema,
      }),
    ),
  }),
})
export type FundsView = z.output<typeof fundsSchema>

/** What renews in the days ahead and what it costs, by month of `renewsOn`; currencies stay apart. */
export const getForecast = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/forecast',
  summary: 'Renewals and their cost in the days ahead',
  tag: 'Forecast',
  access: 'forecast.read',
  params: accountParams,
  query: z.strictObject({ days: wholeNumber(1, 3650).default(365) }),
  answers: {
    200: z
      .object({
        from: isoDateSchema,
        to: isoDateSchema,
        months: z.array(
          z.object({
            month: isoMonthSchema,
            renew: z.object({ names: z.number().int(), money: sumsSchema, unpriced: z.number().int() }),
            expire: z.object({ names: z.number().int(), money: sumsSchema, unpriced: z.number().int() }),
          }),
        ),
        total: z.object({
          renew: z.object({ names: z.number().int(), money: sumsSchema, unpriced: z.number().int() }),
          expire: z.object({ names: z.number().int(), money: sumsSchema, unpriced: z.number().int() }),
        }),
        funds: fundsSchema.nullable(),
      })
      .meta({ id: 'Forecast' }),
  },
})
