import { z } from 'zod'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { moneySchema } from '../../money/money.ts'
import { yenSchema } from '../../money/yen-input.ts'
import { defineRoute } from './route.ts'
import { accountParams, instantSchema } from './shapes.ts'

const storedCardSchema = z.object({
  brand: z.string(),
  last4: z.string(),
  expMonth: z.number().int(),
  expYear: z.number().int(),
  storedAt: instantSchema,
})

/** A payment on the provider's page: `open` until it is paid there or its page is past. */
const cardPaymentSchema = z.object({
  id: z.string(),
  amount: moneySchema,
  document: z.string().nullable(),
  state: z.enum(['open', 'done', 'expired']),
  person: z.string().nullable(),
  createdAt: instantSchema,
})

/**
 * What is known of the account's card: never its number. `isConfigured` is false where no provider is set up. `due` is
 * what will be charged to the card, and when.
 */
const cardStateSchema = z
  .object({
    isConfigured: z.boolean(),
    card: storedCardSchema.nullable(),
    payments: z.array(cardPaymentSchema),
    due: z.array(z.object({ document: z.string(), amount: moneySchema, dueOn: isoDateSchema })),
    charges: z.array(
      z.object({
        document: z.string(),
        amount: moneySchema,
        day: isoDateSchema,
        state: z.enum(['sent', 'paid', 'failed']),
        code: z.string().nullable(),
        detail: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'CardState' })

export const getCard = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/card',
  summary: 'The stored card and the last charges to it',
  tag: 'Card payments',
  access: 'billing.read',
  params: accountParams,
  answers: { 200: cardStateSchema },
})

/** The card is typed on the provider's page and never passes through here. */
export const postCardPage = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/card-pages',
  summary: 'A page of the payment provider, to pay an amount or to store a card for invoices to come',
  tag: 'Card payments',
  access: 'billing.manage',
  params: accountParams,
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('pay'), amount: yenSchema, invoice: z.string().min(1).max(60).optional() }),
    z.strictObject({ kind: z.literal('store') }),
  ]),
  answers: { 201: z.object({ id: z.string(), url: z.string() }) },
})

export const deleteCard = defineRoute({
  method: 'delete',
  path: '/api/accounts/{account}/card',
  summary: 'Forgets the stored card',
  tag: 'Card payments',
  access: 'billing.manage',
  params: accountParams,
  answers: { 204: null },
})

/** Only messages that carry the provider's signature count. */
export const postStripeEvent = defineRoute({
  method: 'post',
  path: '/api/payments/stripe',
  summary: 'What the payment provider tells by itself',
  tag: 'Card payments',
  access: 'public',
  body: { file: ['application/json'] },
  answers: { 200: z.object({ received: z.boolean() }) },
})
