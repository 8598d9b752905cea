import { z } from 'zod'
import { pricedOperationSchema, pricedYearsSchema } from '../../billing/price-list.ts'
import { PRICE_ROW_REFUSALS } from '../../billing/price-row.ts'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { moneySchema } from '../../money/money.ts'
import { defineRoute } from './route.ts'
import { accountParams, languageSchema, listOf, pageQuery } from './shapes.ts'

const priceKey = { suffix: z.string(), operation: pricedOperationSchema, years: pricedYearsSchema }

/** What an account pays. */
const priceSchema = z
  .object({
    ...priceKey,
    price: moneySchema,
    from: isoDateSchema,
    source: z.enum(['list', 'override']),
    isExample: z.boolean(),
  })
  .meta({ id: 'Price' })

/** A line of a price list; `amount` null ends the price on that day. */
export const priceLineSchema = z
  .object({
    ...priceKey,
    amount: moneySchema.nullable(),
    from: isoDateSchema,
    /** Holds today; the others begin later. */
    holds: z.boolean(),
    isExample: z.boolean(),
  })
  .meta({ id: 'PriceLine' })
export type PriceLineView = z.output<typeof priceLineSchema>

const suffixParam = z.string().min(1).max(253)
const linesOfSuffix = z.object({ suffix: z.string(), prices: z.array(priceLineSchema) })
const filters = { suffix: z.string().max(253).optional(), operation: pricedOperationSchema.optional() }

/** Tax included, in yen: a decimal string as everywhere, or money in full. Null ends the price. */
const amountSchema = z.union([z.string().max(40), moneySchema]).nullable()
const priceChange = z.strictObject({
  operation: pricedOperationSchema,
  years: pricedYearsSchema.default(1),
  amount: amountSchema,
  from: isoDateSchema.optional(),
})
export type PriceChangeBody = z.output<typeof priceChange>

export const listPrices = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/prices',
  summary: 'What this account pays today, tax included',
  tag: 'Prices',
  access: 'prices.read',
  params: accountParams,
  query: pageQuery.extend(filters),
  answers: { 200: listOf(priceSchema) },
})

export const listPriceOverrides = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/price-overrides',
  summary: 'Prices of the account’s own, those of today and those to come',
  tag: 'Prices',
  access: 'operator.prices',
  params: accountParams,
  answers: { 200: z.object({ items: z.array(priceLineSchema) }) },
})

export const putPriceOverride = defineRoute({
  method: 'put',
  path: '/api/accounts/{account}/price-overrides/{suffix}',
  summary: 'Sets a price for this account alone from a day on; without a day from today',
  tag: 'Prices',
  access: 'operator.prices',
  params: accountParams.extend({ suffix: suffixParam }),
  body: priceChange,
  answers: { 200: linesOfSuffix },
})

export const listPriceList = defineRoute({
  method: 'get',
  path: '/api/operator/prices',
  summary: 'The whole price list: what holds today and what is to come',
  tag: 'Operator',
  access: 'operator.prices',
  query: pageQuery.extend(filters),
  answers: { 200: listOf(priceLineSchema) },
})

const operatorSuffix = z.strictObject({ suffix: suffixParam })

export const getSuffixPrices = defineRoute({
  method: 'get',
  path: '/api/operator/prices/{suffix}',
  summary: 'The price list of one suffix',
  tag: 'Operator',
  access: 'operator.prices',
  params: operatorSuffix,
  answers: { 200: linesOfSuffix },
})

export const putSuffixPrice = defineRoute({
  method: 'put',
  path: '/api/operator/prices/{suffix}',
  summary: 'Sets a price of the list from a day on; without a day from today',
  tag: 'Operator',
  access: 'operator.prices',
  params: operatorSuffix,
  body: priceChange,
  answers: { 200: linesOfSuffix },
})

export const exportPrices = defineRoute({
  method: 'get',
  path: '/api/operator/prices.csv',
  summary: 'The price list as a file that can be imported again',
  tag: 'Operator',
  access: 'operator.prices',
  query: z.strictObject({ language: languageSchema.optional() }),
  answers: { 200: { file: ['text/csv'] } },
})

/** A bad row never stops the rest: it is in `refused` with its line. */
export const importPrices = defineRoute({
  method: 'post',
  path: '/api/operator/prices/import',
  summary: 'Takes prices over from a CSV file; with `dryRun` it only says what would happen',
  tag: 'Operator',
  access: 'operator.prices',
  query: z.strictObject({ dryRun: z.enum(['true', 'false']).optional() }),
  body: { file: ['text/csv', 'application/csv', 'text/plain'] },
  answers: {
    200: z
      .object({
        changed: z.number().int(),
        same: z.number().int(),
        refused: z.array(z.object({ line: z.number().int(), code: z.enum(PRICE_ROW_REFUSALS), detail: z.string() })),
      })
      .meta({ id: 'PriceImport' }),
  },
})
