import { z } from 'zod'
import { AMOUNT_FITS } from '../../billing/amount-fit.ts'
import { LINE_STATES, LINE_VERDICTS } from '../../billing/bank-line-state.ts'
import { PAYER_EVIDENCE } from '../../billing/match-money.ts'
import { BANK_FILE_KINDS } from '../../billing/zengin/bank-file.ts'
import { YEAR_COUNTS } from '../../billing/zengin/short-day.ts'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { moneySchema } from '../../money/money.ts'
import { yenOrNothingSchema, yenSchema } from '../../money/yen-input.ts'
import { defineRoute } from './route.ts'
import { instantSchema, listOf, pageQuery, wholeNumber } from './shapes.ts'

const lineStateSchema = z.enum(LINE_STATES)

const fileParams = z.strictObject({ id: z.string().min(1).max(64) })

/** A line of a file: its record's number in the file that first had it. */
const lineRef = z.object({ file: z.string(), line: z.number().int() })

const shareSchema = z.object({ number: z.string(), amount: moneySchema })

const proposalSchema = z.object({
  account: z.string(),
  accountName: z.string(),
  evidence: z.enum(PAYER_EVIDENCE),
  fit: z.enum(AMOUNT_FITS),
  documents: z.array(shareSchema),
  fee: moneySchema,
  /** What no document takes: it stays on the account. */
  rest: moneySchema,
  announcement: z.string().nullable(),
})

export const bankLineSchema = z
  .object({
    file: z.string(),
    line: z.number().int(),
    state: lineStateSchema,
    bookedOn: isoDateSchema,
    direction: z.enum(['in', 'out', 'cancel', 'other']),
    /** 取引区分 as the bank writes it; empty in a transfer notice. */
    transactionType: z.string(),
    amount: moneySchema,
    payerName: z.string(),
    payerCode: z.string(),
    payerBank: z.string(),
    payerBranch: z.string(),
    summary: z.string(),
    edi: z.string(),
    inquiryNumber: z.string(),
    bank: z.object({ code: z.string(), branch: z.string(), type: z.string(), number: z.string() }),
    account: z.string().nullable(),
    accountName: z.string().nullable(),
    /** The direct-debit request whose money it is. */
    collectedBy: z.string().nullable(),
    fee: moneySchema,
    note: z.string().nullable(),
    decidedAt: instantSchema.nullable(),
    /** The line that takes this one back, or the one that this line takes back. */
    counterpart: lineRef.nullable(),
    /** A line of the other kind of file that tells of the same movement, and is booked. */
    resembles: lineRef.nullable(),
    /** Best first; empty where a person has to find out. */
    proposals: z.array(proposalSchema),
    /** Direct-debit requests whose money it may be; `fee` is what the bank kept. */
    collections: z.array(z.object({ request: z.string(), debitOn: isoDateSchema, fee: moneySchema })),
    /** Of money that went out: the accounts that it may have been paid back to. */
    refunds: z.array(z.object({ account: z.string(), accountName: z.string() })),
    /** Of a cancelling line: the lines that it may take back. */
    cancels: z.array(lineRef),
  })
  .meta({ id: 'BankLine' })

export const bankFileSchema = z
  .object({
    id: z.string(),
    kind: z.enum(BANK_FILE_KINDS),
    fileName: z.string().nullable(),
    createdAt: instantSchema,
    person: z.string().nullable(),
    yearCount: z.enum(YEAR_COUNTS),
    from: isoDateSchema.nullable(),
    to: isoDateSchema.nullable(),
    /** Lines that this file brought, and lines of it that an earlier file had brought already. */
    counts: z.object({ new: z.number().int(), known: z.number().int() }),
    states: z.partialRecord(lineStateSchema, z.number().int()),
  })
  .meta({ id: 'BankFile' })

/**
 * The bytes as the bank sent them: 振込入金通知 (01) or 入出金取引明細 (03). The same file again is the same file; lines that
 * an earlier file had are known. `yearCount` says how the bank counts years and is kept for it; without it days that lie
 * more than 400 days away are refused.
 */
export const postBankFile = defineRoute({
  method: 'post',
  path: '/api/operator/bank-files',
  summary: 'Takes a bank file in (全銀, 200 bytes) and proposes whom each line is from; books nothing',
  tag: 'Bank files',
  access: 'operator.money',
  query: z.strictObject({ fileName: z.string().max(300).optional(), yearCount: z.enum(YEAR_COUNTS).optional() }),
  body: { file: ['text/plain', 'application/octet-stream'] },
  answers: { 201: bankFileSchema.extend({ lines: z.array(bankLineSchema) }) },
})

export const listBankFiles = defineRoute({
  method: 'get',
  path: '/api/operator/bank-files',
  summary: 'Files that were taken in, newest first',
  tag: 'Bank files',
  access: 'operator.money',
  query: pageQuery,
  answers: { 200: listOf(bankFileSchema) },
})

export const getBankFile = defineRoute({
  method: 'get',
  path: '/api/operator/bank-files/{id}',
  summary: 'One file with how many of its lines are in which state',
  tag: 'Bank files',
  access: 'operator.money',
  params: fileParams,
  answers: { 200: bankFileSchema },
})

export const listBankLines = defineRoute({
  method: 'get',
  path: '/api/operator/bank-lines',
  summary: 'Lines of one file or of all, by state, with who each may be from',
  tag: 'Bank files',
  access: 'operator.money',
  query: pageQuery.extend({ file: z.string().max(64).optional(), state: lineStateSchema.optional() }),
  answers: { 200: listOf(bankLineSchema) },
})

const inputShare = z.strictObject({ number: z.string().min(1).max(60), amount: yenSchema })

/**
 * What a person decides of one line. `account`: whose money it is; documents are paid as named, a fee that the payer took
 * off is borne by the issuer, the rest stays on the account, which first covers its oldest open document. `collection`:
 * what a direct-debit request collected; the bank may have kept a fee. `refund`: it was paid back to an account.
 * `suspense`: booked, and to be given to an account later. `cancel`: the bank took an earlier line back. `reopen`: a
 * decision was wrong and is taken back.
 */
const decisionSchema = z.discriminatedUnion('to', [
  z.strictObject({
    line: z.number().int().min(1),
    to: z.literal('account'),
    account: z.string().min(1).max(64),
    documents: z.array(inputShare).max(50).optional(),
    fee: yenOrNothingSchema.optional(),
    announcement: z.string().max(64).optional(),
    /** The same movement is booked from another file, and this is another one all the same. */
    isAnother: z.boolean().optional(),
  }),
  z.strictObject({
    line: z.number().int().min(1),
    to: z.literal('collection'),
    request: z.string().min(1).max(64),
    fee: yenOrNothingSchema.optional(),
    isAnother: z.boolean().optional(),
  }),
  z.strictObject({
    line: z.number().int().min(1),
    to: z.literal('refund'),
    account: z.string().min(1).max(64),
  }),
  z.strictObject({
    line: z.number().int().min(1),
    to: z.literal('suspense'),
    isAnother: z.boolean().optional(),
  }),
  z.strictObject({
    line: z.number().int().min(1),
    to: z.literal('ignore'),
    note: z.string().trim().min(1).max(300),
  }),
  z.strictObject({
    line: z.number().int().min(1),
    to: z.literal('cancel'),
    of: z.strictObject({ file: z.string().min(1).max(64), line: z.number().int().min(1) }),
  }),
  z.strictObject({
    line: z.number().int().min(1),
    to: z.literal('reopen'),
    note: z.string().trim().min(1).max(300),
  }),
])
export type LineDecision = z.output<typeof decisionSchema>

export const confirmBankFile = defineRoute({
  method: 'post',
  path: '/api/operator/bank-files/{id}/confirm',
  summary: 'Books lines of a file as a person decides: all of the given ones, or none where one cannot be',
  tag: 'Bank files',
  access: 'operator.money',
  params: fileParams,
  body: z.strictObject({ lines: z.array(decisionSchema).min(1).max(500) }),
  answers: { 200: z.object({ lines: z.array(bankLineSchema) }) },
})

const lineDecisionSchema = z.object({
  n: z.number().int(),
  at: instantSchema,
  person: z.string().nullable(),
  verdict: z.enum(LINE_VERDICTS),
  account: z.string().nullable(),
  accountName: z.string().nullable(),
  note: z.string().nullable(),
  documents: z.array(shareSchema),
  fee: moneySchema,
  /** Numbers of the entries that it posted in the account's ledger. */
  entries: z.array(z.number().int()),
  /** Of a collection: the direct-debit request. */
  request: z.string().nullable(),
  /** Of a cancellation: the other line. */
  counterpart: lineRef.nullable(),
})

export const getBankLineHistory = defineRoute({
  method: 'get',
  path: '/api/operator/bank-files/{id}/lines/{line}/history',
  summary: 'Everything that was decided of a line, by whom and why, newest first',
  tag: 'Bank files',
  access: 'operator.money',
  params: fileParams.extend({ line: wholeNumber(1, 1_000_000) }),
  answers: { 200: z.object({ line: bankLineSchema, items: z.array(lineDecisionSchema) }) },
})

/** Bytes as they came. */
export const getBankFileContent = defineRoute({
  method: 'get',
  path: '/api/operator/bank-files/{id}/content',
  summary: 'The file as the bank sent it',
  tag: 'Bank files',
  access: 'operator.money',
  params: fileParams,
  answers: { 200: { file: ['text/plain'] } },
})

const payerNameSchema = z.object({
  id: z.string(),
  kind: z.enum(['name', 'code']),
  /** The name or code as it was in the line that it was learned from. */
  written: z.string(),
  account: z.string(),
  accountName: z.string(),
  learnedAt: instantSchema,
})

export const listPayerNames = defineRoute({
  method: 'get',
  path: '/api/operator/payer-names',
  summary: 'Names and codes that confirmed lines have taught, and whose they are',
  tag: 'Bank files',
  access: 'operator.money',
  query: pageQuery,
  answers: { 200: listOf(payerNameSchema) },
})

export const deletePayerName = defineRoute({
  method: 'delete',
  path: '/api/operator/payer-names/{id}',
  summary: 'Forgets a name or code; what was booked by it stays',
  tag: 'Bank files',
  access: 'operator.money',
  params: fileParams,
  answers: { 204: null },
})
