import { z } from 'zod'
import { documentSeriesSchema } from '../../billing/document-number.ts'
import {
  issuerPartySchema,
  lineOperationSchema,
  recipientPartySchema,
  supplyPeriodSchema,
} from '../../billing/document-parts.ts'
import { taxRateCodeSchema } from '../../billing/tax-rate.ts'
import { isoDateSchema, isoMonthSchema } from '../../calendar/iso-date.ts'
import { paymentMethodSchema } from '../../ledger/entry.ts'
import { moneySchema } from '../../money/money.ts'
import { instantSchema, languageSchema } from './shapes.ts'

export const DOCUMENT_STATES = ['open', 'partlyPaid', 'paid', 'cancelled'] as const
export type DocumentState = (typeof DOCUMENT_STATES)[number]

/** A document in its latest revision. `open` is what it still asks for, `credited` what credit notes gave back of it. */
const documentItem = {
  number: z.string(),
  series: documentSeriesSchema,
  revision: z.number().int(),
  issuedOn: isoDateSchema,
  dueOn: isoDateSchema.nullable(),
  period: isoMonthSchema.nullable(),
  total: moneySchema,
  tax: moneySchema,
  amountDue: moneySchema,
  open: moneySchema,
  credited: moneySchema,
  state: z.enum(DOCUMENT_STATES),
  isOverdue: z.boolean(),
  counterparty: z.string(),
}
export const documentItemSchema = z.object(documentItem).meta({ id: 'Document' })

const lineSchema = z.object({
  n: z.number().int(),
  suppliedOn: isoDateSchema.nullable(),
  domain: z.string().nullable(),
  unicodeName: z.string().nullable(),
  operation: lineOperationSchema.nullable(),
  text: z.string().nullable(),
  quantity: z.number().int(),
  unit: z.enum(['year', 'piece']),
  rate: z.object({ code: taxRateCodeSchema, percent: z.number().int() }),
  base: moneySchema,
  total: moneySchema,
  /** The ledger entry behind the line. */
  entry: z.number().int().nullable(),
})

/** Of `carriedOver`, `bounced`, `refunded` and `adjusted` are no payments; they are printed where there are any. */
const sumsSchema = z.object({
  previousRequest: moneySchema,
  payments: moneySchema,
  bounced: moneySchema,
  refunded: moneySchema,
  adjusted: moneySchema,
  carriedOver: moneySchema,
  thisUse: moneySchema,
  alreadyRequested: z.object({ amount: moneySchema, numbers: z.array(z.string()) }),
  thisRequest: moneySchema,
})

/** Everything that a document states, and what became of it. */
export const documentDetailSchema = z
  .object({
    ...documentItem,
    issuer: issuerPartySchema,
    recipient: recipientPartySchema,
    note: z.string().nullable(),
    days: supplyPeriodSchema.nullable(),
    lines: z.array(lineSchema),
    taxes: z.array(
      z.object({
        code: taxRateCodeSchema,
        percent: z.number().int(),
        base: moneySchema,
        tax: moneySchema,
        total: moneySchema,
      }),
    ),
    sums: sumsSchema.nullable(),
    prepaid: moneySchema.nullable(),
    payment: z
      .object({ method: paymentMethodSchema, terms: z.enum(['standard', 'corporate']), nominalDueOn: isoDateSchema })
      .nullable(),
    /** Of a credit note: what it gives back of. */
    original: z.string().nullable(),
    /** Heads of the ledger and of the audit log when a closing issued it, as `seq:hash`; `verify` takes them. */
    anchors: z.object({ ledger: z.string(), audit: z.string() }).nullable(),
    validUntil: isoDateSchema.nullable(),
    /** The order that a quote became. */
    order: z.string().nullable(),
    revisions: z.array(
      z.object({
        revision: z.number().int(),
        issuedOn: isoDateSchema,
        reason: z.string().nullable(),
        createdAt: instantSchema,
        person: z.string().nullable(),
      }),
    ),
    creditNotes: z.array(z.object({ number: z.string(), issuedOn: isoDateSchema, total: moneySchema })),
    /** Entries of the ledger that paid it, or gave back of it. */
    allocations: z.array(
      z.object({ entry: z.number().int(), kind: z.string(), postedOn: isoDateSchema, amount: moneySchema }),
    ),
    files: z.array(
      z.object({
        kind: z.enum(['pdf', 'xml']),
        language: languageSchema,
        revision: z.number().int(),
        sha256: z.string(),
        madeAt: instantSchema,
      }),
    ),
  })
  .meta({ id: 'DocumentDetail' })
