import { z } from 'zod'
import { isoDateSchema } from '../calendar/iso-date.ts'
import type { DomainName } from '../domains/domain-name.ts'
import { paymentMethodSchema } from '../ledger/entry.ts'
import type { MinorUnits } from '../money/money.ts'
import { bankAccountSchema } from './bank-account.ts'
import { documentNumberSchema } from './document-number.ts'
import { taxRateCodeSchema } from './tax-rate.ts'

/** Whole yen. */
export const yenSchema = z
  .number()
  .refine(Number.isSafeInteger, { message: 'a whole number of yen' })
  .transform((amount) => amount as MinorUnits)

/** Who issues, as on the day of issue. Without a registration number the document is no qualified invoice. */
export const issuerPartySchema = z.strictObject({
  name: z.string(),
  registrationNumber: z.string().nullable(),
  postalCode: z.string().nullable(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  bankAccount: bankAccountSchema.nullable(),
})
export type IssuerParty = z.output<typeof issuerPartySchema>

/** Who receives. 御中 follows a company or department, 様 a person. */
export const recipientPartySchema = z.strictObject({
  account: z.string(),
  name: z.string(),
  honorific: z.enum(['御中', '様']),
  department: z.string().nullable(),
  postalCode: z.string().nullable(),
  address: z.string().nullable(),
  registrationNumber: z.string().nullable(),
})
export type RecipientParty = z.output<typeof recipientPartySchema>

const LINE_OPERATIONS = ['register', 'renew', 'transfer', 'restore', 'expire'] as const
export const lineOperationSchema = z.enum(LINE_OPERATIONS)

/** What a line is for: something done to a name, or words of the operator. */
const lineSubjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('domain'),
    operation: lineOperationSchema,
    name: z.string().transform((name) => name as DomainName),
  }),
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
])
export type LineSubject = z.output<typeof lineSubjectSchema>

/**
 * One line. `total` is with tax, `base` without: the bases of a rate add up to the base of its sum. `quantity` is
 * negative where something is given back within the same document.
 */
export const documentLineSchema = z.strictObject({
  subject: lineSubjectSchema,
  suppliedOn: isoDateSchema.nullable(),
  quantity: z.int(),
  unit: z.enum(['year', 'piece']),
  code: taxRateCodeSchema,
  percent: z.int().min(0).max(99),
  total: yenSchema,
  base: yenSchema,
  /** The ledger entry that it states. */
  entry: z.int().nullable(),
})
export type DocumentLine = z.output<typeof documentLineSchema>

export const taxGroupSchema = z.strictObject({
  code: taxRateCodeSchema,
  percent: z.int().min(0).max(99),
  total: yenSchema,
  base: yenSchema,
  tax: yenSchema,
})

/** The days that a document is about, both included. */
export const supplyPeriodSchema = z.strictObject({ from: isoDateSchema, to: isoDateSchema })
export type SupplyPeriod = z.output<typeof supplyPeriodSchema>

const NONE = 0 as MinorUnits

/**
 * What moved the balance and is neither use nor money that came in: what the bank took back again, what was paid back to
 * the customer, and what credit notes and adjustments gave (negative: took).
 */
const otherMovementsSchema = z.strictObject({ bounced: yenSchema, refunded: yenSchema, adjusted: yenSchema })
export type OtherMovements = z.output<typeof otherMovementsSchema>
export const NO_OTHER_MOVEMENTS: OtherMovements = { bounced: NONE, refunded: NONE, adjusted: NONE }

/**
 * The printed sums: `carriedOver + thisUse - alreadyRequested.amount` is what is asked now, where that is positive.
 * `carriedOver` is what was owed before this period's use, negative where money was left on the account.
 */
export const accountSumsSchema = z.strictObject({
  previousRequest: yenSchema,
  payments: yenSchema,
  carriedOver: yenSchema,
  thisUse: yenSchema,
  alreadyRequested: z.strictObject({ amount: yenSchema, numbers: z.array(documentNumberSchema).readonly() }),
  thisRequest: yenSchema,
  /** Of `carriedOver`, the money that stood on the account when the period began. */
  prepaidBefore: yenSchema,
  /** Of `carriedOver`, what is no payment. Documents that were issued before it was told apart have it in `payments`. */
  otherMovements: otherMovementsSchema.default(NO_OTHER_MOVEMENTS),
})
export type AccountSums = z.output<typeof accountSumsSchema>

/** How and until when to pay. `nominalDueOn` is the day by the terms, before it moves off a bank holiday. */
export const paymentTermsSchema = z.strictObject({
  method: paymentMethodSchema,
  terms: z.enum(['standard', 'corporate']),
  dueOn: isoDateSchema,
  nominalDueOn: isoDateSchema,
})
export type PaymentTerms = z.output<typeof paymentTermsSchema>
