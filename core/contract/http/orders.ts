import { z } from 'zod'
import { pricedOperationSchema, pricedYearsSchema } from '../../billing/price-list.ts'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { moneySchema } from '../../money/money.ts'
import { ITEM_VIEWS, ORDER_SOURCES, ORDER_VIEWS, SHOWN_OPERATIONS } from '../../orders/order-item.ts'
import { REVERSAL_STATES } from '../../orders/reversal.ts'
import { defineRoute } from './route.ts'
import { accountParams, idParams, instantSchema, listOf, pageQuery, wholeNumber } from './shapes.ts'

/** `keep`: the registrar, who was told that a name lapses, is told that it renews again. */
const shownOperationSchema = z.enum(SHOWN_OPERATIONS)

/**
 * One thing that was ordered. `charge` is what was booked for it; `price` what is set aside or would be. `code` says why
 * it failed or waits, e.g. `funds`. Until a lapse is `done` the registrar has not been told.
 */
const orderItemSchema = z
  .object({
    n: z.number().int(),
    name: z.string(),
    unicodeName: z.string(),
    operation: shownOperationSchema,
    years: z.number().int(),
    state: z.enum(ITEM_VIEWS),
    code: z.string().nullable(),
    detail: z.string().nullable(),
    price: moneySchema.nullable(),
    charge: moneySchema.nullable(),
    /** The number of the charge in the ledger. */
    entry: z.number().int().nullable(),
    expiryBefore: isoDateSchema.nullable(),
    /** The registrar's or registry's own reference. */
    reference: z.string().nullable(),
    updatedAt: instantSchema,
  })
  .meta({ id: 'OrderItem' })

export const orderSchema = z
  .object({
    id: z.string(),
    state: z.enum(ORDER_VIEWS),
    source: z.enum(ORDER_SOURCES),
    createdAt: instantSchema,
    createdBy: z.string().nullable(),
    /** Items by their state. */
    counts: z.record(z.string(), z.number().int()),
    /** In lists the first 20. */
    items: z.array(orderItemSchema),
  })
  .meta({ id: 'Order' })
export type OrderView = z.output<typeof orderSchema>

export const postOrder = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/orders',
  summary: 'Orders registrations, renewals, transfers and restorations; all are paid for, or nothing is booked',
  tag: 'Orders',
  access: 'orders.place',
  params: accountParams,
  body: z.strictObject({
    items: z
      .array(
        z.strictObject({
          operation: pricedOperationSchema,
          name: z.string().max(1000),
          years: pricedYearsSchema.default(1),
          /** Where a name that comes in is to be held. */
          connection: z.string().max(64).optional(),
          authCode: z.string().max(128).optional(),
        }),
      )
      .min(1)
      .max(1000),
  }),
  answers: { 202: orderSchema },
})

export const listOrders = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/orders',
  summary: 'Orders, newest first; those of the daily run among them',
  tag: 'Orders',
  access: 'orders.read',
  params: accountParams,
  query: pageQuery,
  answers: { 200: listOf(orderSchema) },
})

export const getOrder = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/orders/{id}',
  summary: 'One order with its items',
  tag: 'Orders',
  access: 'orders.read',
  params: idParams,
  query: z.strictObject({
    limit: wholeNumber(1, 1000).optional(),
    offset: wholeNumber(0, 10_000_000).optional(),
  }),
  answers: { 200: orderSchema },
})

export const listRenewalRuns = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/renewal-runs',
  summary: 'What the daily runs did, newest first, with the names that wait for money',
  tag: 'Orders',
  access: 'orders.read',
  params: accountParams,
  query: pageQuery,
  answers: {
    200: listOf(
      z
        .object({
          day: isoDateSchema,
          order: z.string(),
          startedAt: instantSchema,
          finishedAt: instantSchema.nullable(),
          due: z.number().int(),
          ordered: z.number().int(),
          unpriced: z.number().int(),
          blocked: z.object({
            count: z.number().int(),
            amount: moneySchema,
            names: z.array(
              z.object({
                name: z.string(),
                price: moneySchema,
                critical: z.boolean(),
                expiresOn: isoDateSchema,
                cutOffOn: isoDateSchema,
              }),
            ),
          }),
        })
        .meta({ id: 'RenewalRun' }),
    ),
  },
})

const taskSchema = z
  .object({
    id: z.string(),
    /** `check`: the registry's answers contradict each other, somebody has to look. */
    kind: z.enum(['order', 'check']),
    state: z.enum(['open', 'confirmed', 'refused', 'withdrawn']),
    order: z.string(),
    operation: shownOperationSchema,
    name: z.string(),
    unicodeName: z.string(),
    years: z.number().int(),
    registrar: z.string(),
    connection: z.string(),
    expiryBefore: isoDateSchema.nullable(),
    price: moneySchema.nullable(),
    detail: z.string().nullable(),
    createdAt: instantSchema,
    endedAt: instantSchema.nullable(),
    endedBy: z.string().nullable(),
    date: isoDateSchema.nullable(),
    reference: z.string().nullable(),
    expiresOn: isoDateSchema.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Task' })

export const listTasks = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/tasks',
  summary: 'What is to be done at registrars by hand, oldest first',
  tag: 'Tasks',
  access: 'operator.tasks',
  params: accountParams,
  query: pageQuery.extend({ state: z.enum(['open', 'confirmed', 'refused', 'withdrawn', 'all']).default('open') }),
  answers: { 200: listOf(taskSchema) },
})

/** `expiresOn`: the new expiry as the registrar shows it; without it the term is added to the old one. */
export const confirmTask = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/tasks/{id}/confirm',
  summary: 'Says that a task is done at the registrar: the charge is booked and the dates move',
  tag: 'Tasks',
  access: 'operator.tasks',
  params: idParams,
  body: z.strictObject({
    date: isoDateSchema,
    reference: z.string().trim().min(1).max(200),
    expiresOn: isoDateSchema.optional(),
  }),
  answers: { 200: taskSchema },
})

export const refuseTask = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/tasks/{id}/refuse',
  summary: 'Says that a task cannot be done: the money set aside is given back',
  tag: 'Tasks',
  access: 'operator.tasks',
  params: idParams,
  body: z.strictObject({ reason: z.string().trim().min(1).max(1000) }),
  answers: { 200: taskSchema },
})

const reversalSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    unicodeName: z.string(),
    state: z.enum(REVERSAL_STATES),
    amount: moneySchema,
    /** Numbers in the ledger: the charge, and what gave it back. */
    charge: z.number().int(),
    credit: z.number().int(),
    creditNote: z.string().nullable(),
    requestedAt: instantSchema,
    unlockedAt: instantSchema.nullable(),
    parkedAt: instantSchema.nullable(),
    relinquishedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Reversal' })

export const postReversal = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/reversals',
  summary: 'Gives an unwanted renewal back: the money returns and the name is let go, at once and for good',
  tag: 'Orders',
  access: 'reversals.place',
  params: accountParams,
  body: z.strictObject({ name: z.string().max(1000), confirm: z.string().max(1000).optional() }),
  answers: { 202: reversalSchema },
})

export const listReversals = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/reversals',
  summary: 'Renewals that were given back, newest first',
  tag: 'Orders',
  access: 'orders.read',
  params: accountParams,
  query: pageQuery,
  answers: { 200: listOf(reversalSchema) },
})
