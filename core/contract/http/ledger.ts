import { z } from 'zod'
import { bankAccountSchema } from '../../billing/bank-account.ts'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { entryKindSchema, ledgerAccountSchema, paymentMethodSchema } from '../../ledger/entry.ts'
import { OVERDRAFT_POLICIES } from '../../ledger/overdraft.ts'
import { moneySchema } from '../../money/money.ts'
import { yenSchema } from '../../money/yen-input.ts'
import { chainProofQuery, chainProofSchema } from './chain-proof.ts'
import { defineRoute } from './route.ts'
import { accountParams, instantSchema, listOf, pageQuery, repeatable, wholeNumber } from './shapes.ts'

/** How far the account may go below zero. `until` goes with `provisional`, `limit` with `corporate`. */
export const overdraftSchema = z.object({
  policy: z.enum(OVERDRAFT_POLICIES),
  until: isoDateSchema.optional(),
  limit: moneySchema.optional(),
})

/** `available` is the balance less what is held for work under way; both may be negative. */
export const balanceSchema = z
  .object({
    balance: moneySchema,
    available: moneySchema,
    holds: moneySchema,
    /** What documents still ask for. */
    open: moneySchema,
    overdraft: overdraftSchema,
    lowBalanceAt: moneySchema.nullable(),
    isLow: z.boolean(),
    /** Where to pay: the issuer's name and bank account. */
    payTo: z.object({ name: z.string(), bankAccount: bankAccountSchema.nullable() }),
  })
  .meta({ id: 'Balance' })

export const getBalance = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/balance',
  summary: 'The prepaid balance, what of it is available, and how far it may go below zero',
  tag: 'Account balance',
  access: 'billing.read',
  params: accountParams,
  answers: { 200: balanceSchema },
})

export const entrySchema = z
  .object({
    seq: z.number().int(),
    kind: entryKindSchema,
    /** The day of supply or of the bank. */
    occurredOn: isoDateSchema,
    /** The day that decides the month. */
    postedOn: isoDateSchema,
    postedAt: instantSchema,
    /** What it does to the balance, and the balance after it. */
    amount: moneySchema,
    balance: moneySchema,
    person: z.string().nullable(),
    reference: z.string().nullable(),
    domain: z.string().nullable(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    reverses: z.number().int().nullable(),
    reversedBy: z.number().int().nullable(),
    /** The document that a payment named. */
    document: z.string().nullable(),
    /** The statement or invoice of the period that a charge was closed with. */
    statement: z.string().nullable(),
    /** To which documents a credit went. */
    allocations: z.array(z.object({ document: z.string(), amount: moneySchema })),
    postings: z.array(z.object({ ledger: ledgerAccountSchema, amount: moneySchema })),
    hash: z.string(),
  })
  .meta({ id: 'LedgerEntry' })

const ledgerSortSchema = z.enum(['seq', '-seq'])

export const listLedger = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/ledger',
  summary: 'Every entry of the account, newest first, with its postings and where a credit went',
  tag: 'Account balance',
  access: 'billing.read',
  params: accountParams,
  query: pageQuery.extend({
    kind: repeatable,
    from: isoDateSchema.optional(),
    to: isoDateSchema.optional(),
    domain: z.string().max(300).optional(),
    reference: z.string().max(200).optional(),
    document: z.string().max(60).optional(),
    sort: ledgerSortSchema.optional(),
  }),
  answers: { 200: listOf(entrySchema) },
})

/** Money in suspense, and what direct debits collected: the issuer's own book, which belongs to no account. */
export const listIssuerLedger = defineRoute({
  method: 'get',
  path: '/api/operator/ledger',
  summary: 'Every entry of the issuer’s own book, newest first',
  tag: 'Account balance',
  access: 'operator.money',
  query: pageQuery.extend({
    kind: repeatable,
    from: isoDateSchema.optional(),
    to: isoDateSchema.optional(),
    reference: z.string().max(200).optional(),
    sort: ledgerSortSchema.optional(),
  }),
  answers: { 200: listOf(entrySchema) },
})

export const verifyLedger = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/ledger/verify',
  summary:
    'Recomputes the chain of hashes and the sums; `anchor` is a `seq:hash` that was kept elsewhere, as documents print it',
  tag: 'Account balance',
  access: 'billing.read',
  params: accountParams,
  query: chainProofQuery,
  answers: { 200: chainProofSchema },
})

const announcedSchema = z.object({
  id: z.string(),
  state: z.enum(['expected', 'received', 'withdrawn']),
  amount: moneySchema,
  method: paymentMethodSchema,
  invoice: z.string().nullable(),
  person: z.string().nullable(),
  createdAt: instantSchema,
})

const bookedSchema = z.object({ state: z.literal('booked'), entry: entrySchema, balance: balanceSchema })

const moneyIn = {
  amount: yenSchema,
  method: paymentMethodSchema,
  /** The bank's day; today where it is not given. */
  occurredOn: isoDateSchema.optional(),
  /** The announcement that this is. */
  announcement: z.string().max(64).optional(),
}

/** An operator books it; from anybody else it is an announcement that changes no balance. */
export const postDeposit = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/deposits',
  summary: 'Money paid in beforehand: booked by an operator, announced by others',
  tag: 'Account balance',
  access: 'billing.read',
  params: accountParams,
  body: z.strictObject(moneyIn),
  answers: { 201: bookedSchema, 202: announcedSchema },
})

export const postPayment = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/payments',
  summary: 'Money for documents: booked by an operator, announced by others; what is over stays on the account',
  tag: 'Account balance',
  access: 'billing.read',
  params: accountParams,
  body: z.strictObject({ ...moneyIn, invoice: z.string().min(1).max(60).optional() }),
  answers: { 201: bookedSchema, 202: announcedSchema },
})

export const listAnnouncements = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/announcements',
  summary: 'Deposits and payments that people say are on their way',
  tag: 'Account balance',
  access: 'billing.read',
  params: accountParams,
  answers: { 200: z.object({ items: z.array(announcedSchema) }) },
})

export const deleteAnnouncement = defineRoute({
  method: 'delete',
  path: '/api/accounts/{account}/announcements/{id}',
  summary: 'Withdraws an announcement',
  tag: 'Account balance',
  access: 'billing.manage',
  params: accountParams.extend({ id: z.string().min(1).max(64) }),
  answers: { 204: null },
})

const entryParams = accountParams.extend({ seq: wholeNumber(1, Number.MAX_SAFE_INTEGER) })

/** The bank took a deposit or payment back: its allocations are undone, its documents are open again. */
export const bounceEntry = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/ledger/{seq}/bounce',
  summary: 'Takes a deposit or payment back that the bank did not honour',
  tag: 'Account balance',
  access: 'operator.money',
  params: entryParams,
  body: z.strictObject({ reason: z.string().trim().min(1).max(500), occurredOn: isoDateSchema.optional() }),
  answers: { 201: bookedSchema },
})

/** Money of the balance that was transferred back to the customer: what is available, never more. */
export const postRefund = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/refunds',
  summary: 'Money paid back by bank transfer out of what is available',
  tag: 'Account balance',
  access: 'operator.money',
  params: accountParams,
  body: z.strictObject({
    amount: yenSchema,
    /** The bank's day; today where it is not given. */
    occurredOn: isoDateSchema.optional(),
    reason: z.string().trim().min(1).max(500),
  }),
  answers: { 201: bookedSchema },
})

/** Nothing is ever changed: a wrong entry is taken back by another. Charges on a document need a credit note. */
export const correctEntry = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/ledger/{seq}/correction',
  summary: 'Takes a wrong entry back by an entry of its own',
  tag: 'Account balance',
  access: 'operator.money',
  params: entryParams,
  body: z.strictObject({ reason: z.string().trim().min(1).max(500) }),
  answers: { 201: bookedSchema },
})

/** A balance brought from elsewhere, or an adjustment; may be negative. */
export const postAdjustment = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/adjustments',
  summary: 'An opening balance or an adjustment, with its reason',
  tag: 'Account balance',
  access: 'operator.money',
  params: accountParams,
  body: z.strictObject({
    kind: z.enum(['openingBalance', 'adjustment']),
    direction: z.enum(['credit', 'debit']),
    amount: yenSchema,
    occurredOn: isoDateSchema.optional(),
    reason: z.string().trim().min(1).max(500),
  }),
  answers: { 201: bookedSchema },
})
