import { z } from 'zod'
import { pricedOperationSchema, pricedYearsSchema } from '../../billing/price-list.ts'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { documentDetailSchema } from './document-shapes.ts'
import { defineRoute } from './route.ts'
import { accountParams } from './shapes.ts'

export const postQuote = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/quotes',
  summary: 'Makes a quote over names at the prices of today, valid for 30 days unless it says how long',
  tag: 'Quotes',
  access: 'quotes.manage',
  params: accountParams,
  body: z.strictObject({
    items: z
      .array(
        z.strictObject({
          operation: pricedOperationSchema,
          name: z.string().min(1).max(1000),
          years: pricedYearsSchema.default(1),
        }),
      )
      .min(1)
      .max(2_000),
    subject: z.string().trim().max(200).optional(),
    note: z.string().trim().max(1_000).optional(),
    /** The last day on which it can be ordered, at most 90 days ahead: registries change their prices. */
    validUntil: isoDateSchema.optional(),
  }),
  answers: { 201: documentDetailSchema },
})

export const orderQuote = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/quotes/{number}/order',
  summary: 'Orders what a quote offers at its prices, once and while it is valid',
  tag: 'Quotes',
  access: 'orders.place',
  params: accountParams.extend({ number: z.string().min(1).max(40) }),
  body: z.strictObject({}).optional(),
  answers: { 202: z.object({ id: z.string(), quote: z.string() }) },
})
