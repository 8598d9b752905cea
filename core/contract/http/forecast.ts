import { z } from 'zod'
import { isoDateSchema, isoMonthSchema } from '../../calendar/iso-date.ts'
import { sumsSchema } from './money-preview.ts'
import { defineRoute } from './route.ts'
import { accountParams } from './shapes.ts'

/** What renews in the days ahead and what it costs, by month of `renewsOn`; currencies stay apart. */
export const getForecast = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/forecast',
  summary: 'Renewals and their cost in the days ahead',
  tag: 'Forecast',
  access: 'forecast.read',
  params: accountParams,
  query: z.strictObject({ days: z.coerce.number().int().min(1).max(3650).default(365) }),
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
      })
      .meta({ id: 'Forecast' }),
  },
})
