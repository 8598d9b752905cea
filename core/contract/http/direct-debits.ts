import { z } from 'zod'
import { DEBIT_OBSTACLES } from '../../billing/plan-debits.ts'
import { DEBIT_FOLLOW_UPS } from '../../billing/zengin/debit-result-code.ts'
import { LINE_END_NAMES } from '../../billing/zengin/record-text.ts'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { moneySchema } from '../../money/money.ts'
import { defineRoute } from './route.ts'
import { instantSchema, listOf, pageQuery } from './shapes.ts'

const requestParams = z.strictObject({ id: z.string().min(1).max(64) })

const debitSchema = z.object({
  account: z.string(),
  accountName: z.string(),
  customerNumber: z.string(),
  amount: moneySchema,
  documents: z.array(z.object({ number: z.string(), amount: moneySchema })),
  /** The bank's code (振替結果コード), known or not; null before the result has come. */
  result: z.string().nullable(),
  /** What to do after a failure; null where it was paid or not answered yet. */
  followUp: z.enum(DEBIT_FOLLOW_UPS).nullable(),
})

const requestSchema = z
  .object({
    id: z.string(),
    debitOn: isoDateSchema,
    state: z.enum(['requested', 'answered', 'withdrawn']),
    createdAt: instantSchema,
    answeredAt: instantSchema.nullable(),
    count: z.number().int(),
    sum: moneySchema,
    paid: z.object({ count: z.number().int(), sum: moneySchema }),
    /** What of the paid sum has come into the bank account, with the fees that the bank kept. */
    arrived: moneySchema,
  })
  .meta({ id: 'DirectDebitRequest' })

const skippedSchema = z.array(
  z.object({ account: z.string(), accountName: z.string(), reason: z.enum(DEBIT_OBSTACLES) }),
)

/**
 * Makes the request of a day: accounts that pay by direct debit, with documents that are due by it. Answers with the file
 * for the bank; `Location` names the request.
 */
export const postDirectDebit = defineRoute({
  method: 'post',
  path: '/api/operator/direct-debits',
  summary: 'Makes a direct-debit request (口座振替, 120 bytes) and answers with its file',
  tag: 'Direct debits',
  access: 'operator.money',
  body: z.strictObject({ debitOn: isoDateSchema, lineEnd: z.enum(LINE_END_NAMES).optional() }),
  answers: { 201: { file: ['text/plain'] } },
})

/** What a request of a day would hold, and which accounts it would leave out. */
export const previewDirectDebit = defineRoute({
  method: 'get',
  path: '/api/operator/direct-debits/preview',
  summary: 'What the request of a day would hold; makes nothing',
  tag: 'Direct debits',
  access: 'operator.money',
  query: z.strictObject({ debitOn: isoDateSchema }),
  answers: {
    200: z.object({
      debitOn: isoDateSchema,
      /** Whether banks are open on that day; a request is only made for such a day. */
      isBankDay: z.boolean(),
      nextBankDay: isoDateSchema,
      debits: z.array(debitSchema),
      sum: moneySchema,
      skipped: skippedSchema,
    }),
  },
})

export const listDirectDebits = defineRoute({
  method: 'get',
  path: '/api/operator/direct-debits',
  summary: 'Requests that were made, newest first',
  tag: 'Direct debits',
  access: 'operator.money',
  query: pageQuery,
  answers: { 200: listOf(requestSchema) },
})

export const getDirectDebit = defineRoute({
  method: 'get',
  path: '/api/operator/direct-debits/{id}',
  summary: 'One request with its debits and what became of them',
  tag: 'Direct debits',
  access: 'operator.money',
  params: requestParams,
  answers: { 200: requestSchema.extend({ debits: z.array(debitSchema) }) },
})

export const getDirectDebitFile = defineRoute({
  method: 'get',
  path: '/api/operator/direct-debits/{id}/file',
  summary: 'The file of a request, for the bank',
  tag: 'Direct debits',
  access: 'operator.money',
  params: requestParams,
  answers: { 200: { file: ['text/plain'] } },
})

/** A request that was not given to the bank; its documents may be asked for again. */
export const withdrawDirectDebit = defineRoute({
  method: 'post',
  path: '/api/operator/direct-debits/{id}/withdraw',
  summary: 'Withdraws a request that the bank has not got',
  tag: 'Direct debits',
  access: 'operator.money',
  params: requestParams,
  answers: { 200: requestSchema },
})

export const postDirectDebitResult = defineRoute({
  method: 'post',
  path: '/api/operator/direct-debits/{id}/result',
  summary: 'Takes the bank’s result in: books what was paid and notes why the rest was not',
  tag: 'Direct debits',
  access: 'operator.money',
  params: requestParams,
  body: { file: ['text/plain', 'application/octet-stream'] },
  answers: { 200: requestSchema.extend({ debits: z.array(debitSchema) }) },
})

/** After a failure that is not simply tried again: the mandate is there, or whatever else it was is settled. */
export const resumeDirectDebit = defineRoute({
  method: 'post',
  path: '/api/operator/accounts/{account}/resume-debits',
  summary: 'Debits an account again that a failure had stopped',
  tag: 'Direct debits',
  access: 'operator.money',
  params: z.strictObject({ account: z.string().min(1).max(64) }),
  answers: { 204: null },
})
