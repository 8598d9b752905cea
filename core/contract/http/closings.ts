import { z } from 'zod'
import { PAYMENT_STYLES } from '../../billing/billing-period.ts'
import { DELIVERIES } from '../../billing/delivery.ts'
import { isoDateSchema, isoMonthSchema } from '../../calendar/iso-date.ts'
import { moneySchema } from '../../money/money.ts'
import { defineRoute } from './route.ts'
import { accountParams, instantSchema } from './shapes.ts'

/** A closed piece of a month. `document` is its invoice or statement, null where nothing was used. */
const closingSchema = z
  .object({
    period: isoMonthSchema,
    part: z.number().int(),
    from: isoDateSchema,
    to: isoDateSchema,
    cutUntil: instantSchema.nullable(),
    channel: z.enum(DELIVERIES),
    paymentStyle: z.enum(PAYMENT_STYLES),
    balance: moneySchema,
    ask: moneySchema,
    document: z.string().nullable(),
    balanceRequest: z.string().nullable(),
    closedOn: isoDateSchema,
    closedAt: instantSchema,
  })
  .meta({ id: 'Closing' })

export const postClosing = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/closings',
  summary: 'Closes a billing period and every earlier one; closing it again changes nothing',
  tag: 'Documents',
  access: 'operator.closing',
  params: accountParams,
  body: z.strictObject({ period: isoMonthSchema }),
  answers: { 200: z.object({ period: isoMonthSchema, closings: z.array(closingSchema) }) },
})

export const listClosings = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/closings',
  summary: 'The closed periods of an account, in their order',
  tag: 'Documents',
  access: 'documents.read',
  params: accountParams,
  answers: { 200: z.object({ items: z.array(closingSchema) }) },
})

export const previewClosing = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/closings/preview',
  summary: 'What closing the next piece of the account would come to as it stands',
  tag: 'Documents',
  access: 'operator.closing',
  params: accountParams,
  answers: {
    200: z.object({
      period: isoMonthSchema,
      part: z.number().int(),
      from: isoDateSchema,
      to: isoDateSchema,
      closesAt: instantSchema,
      isRunning: z.boolean(),
      balance: moneySchema,
      use: moneySchema,
      tax: moneySchema,
      lines: z.boolean(),
      ask: moneySchema,
      document: z.enum(['invoice', 'statement']).nullable(),
      amountDue: moneySchema,
      balanceRequest: moneySchema.nullable(),
    }),
  },
})

const calendarPieceSchema = z.strictObject({
  /** The first instant after the piece; null or absent for the last of the month. */
  until: z.iso.datetime({ offset: true }).nullable().optional(),
  channel: z.enum(DELIVERIES).nullable().optional(),
  issueMonth: isoMonthSchema.nullable().optional(),
  paymentStyle: z.enum(PAYMENT_STYLES).optional(),
})

const calendarSchema = z.object({
  items: z.array(z.object({ period: isoMonthSchema, pieces: z.array(calendarPieceSchema.required()) })),
})

export const getBillingCalendar = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/billing-calendar',
  summary: 'Months that are cut, or issued or paid in another way than the others',
  tag: 'Documents',
  access: 'documents.read',
  params: accountParams,
  answers: { 200: calendarSchema },
})

export const putBillingCalendar = defineRoute({
  method: 'put',
  path: '/api/accounts/{account}/billing-calendar/{period}',
  summary: 'Cuts a month into pieces, or says how it is issued and paid; no pieces: a month like the others',
  tag: 'Documents',
  access: 'operator.closing',
  params: accountParams.extend({ period: isoMonthSchema }),
  body: z.strictObject({ pieces: z.array(calendarPieceSchema).max(31) }),
  answers: { 200: calendarSchema },
})
