import { z } from 'zod'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { UNUSED_STATES } from '../../ledger/unused-balance.ts'
import { moneySchema } from '../../money/money.ts'
import { defineRoute } from './route.ts'
import { languageSchema, listOf, pageQuery } from './shapes.ts'

/** The unused money of all accounts at the end of a day; what an account owes reduces nobody else's. */
const unusedTotalSchema = z.object({
  day: isoDateSchema,
  sum: moneySchema,
  accounts: z.number().int(),
  state: z.enum(UNUSED_STATES),
  /** What is to be secured, and by when it is reported, where the day is a base day. */
  security: moneySchema,
  reportBy: isoDateSchema.nullable(),
})

const unusedReportSchema = listOf(
  z.object({ account: z.object({ id: z.string(), name: z.string() }), balance: moneySchema }),
)
  .extend({
    ...unusedTotalSchema.shape,
    limit: moneySchema,
    alertAt: moneySchema,
    nextBaseDay: isoDateSchema,
    baseDays: z.array(unusedTotalSchema),
  })
  .meta({ id: 'UnusedBalances' })

const dayQuery = { day: isoDateSchema.optional() }

export const getUnusedBalances = defineRoute({
  method: 'get',
  path: '/api/operator/unused-balances',
  summary: 'Unused prepaid money by account at the end of a day (資金決済法), with the base days before',
  tag: 'Operator',
  access: 'operator.money',
  query: pageQuery.extend(dayQuery),
  answers: { 200: unusedReportSchema },
})

export const getUnusedBalancesCsv = defineRoute({
  method: 'get',
  path: '/api/operator/unused-balances.csv',
  summary: 'Unused prepaid money by account at the end of a day, as CSV',
  tag: 'Operator',
  access: 'operator.money',
  query: z.strictObject({ ...dayQuery, language: languageSchema.optional() }),
  answers: { 200: { file: ['text/csv'] } },
})
