import { z } from 'zod'
import { bankAccountSchema } from '../../billing/bank-account.ts'
import { PLANS } from '../../billing/corporate-service.ts'
import { DELIVERIES } from '../../billing/delivery.ts'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { paymentMethodSchema } from '../../ledger/entry.ts'
import { moneySchema } from '../../money/money.ts'
import { yenOrNothingSchema } from '../../money/yen-input.ts'
import { overdraftSchema } from './ledger.ts'
import { defineRoute } from './route.ts'
import { instantSchema } from './shapes.ts'

export const HOLIDAY_SHIFTS = ['next', 'previous', 'none'] as const

const line = (max: number) => z.string().trim().max(max).nullable()

/** As people write it: hyphens and spaces between the digits are left out when it is read. */
const registrationNumberText = line(40)

/** Whom documents are made out to; the account's own name where it has none. */
const recipientSchema = z.object({
  name: line(200),
  department: line(200),
  postalCode: line(20),
  address: line(500),
  email: z.email().max(300).nullable(),
  registrationNumber: registrationNumberText,
})

const reversalSchema = z.object({
  until: isoDateSchema.nullable(),
  days: z.number().int().min(0).max(365).nullable(),
})

/** What the account agreed to with its issuer. */
export const billingSettings = {
  plan: z.enum(PLANS),
  terms: z.enum(PLANS),
  issuer: z.string(),
  holidayShift: z.enum(HOLIDAY_SHIFTS),
  overdraft: overdraftSchema,
  paymentMethod: paymentMethodSchema,
  delivery: z.enum(DELIVERIES),
  recipient: recipientSchema,
  debitAccount: bankAccountSchema.nullable(),
  reversal: reversalSchema,
  lowBalanceAt: moneySchema.nullable(),
}

/** `overdraft`, `plan`, `terms`, `holidayShift`, `issuer` and `reversal` are an operator's. */
export const billingPatch = {
  plan: z.enum(PLANS).optional(),
  terms: z.enum(PLANS).optional(),
  issuer: z.string().min(1).max(64).optional(),
  holidayShift: z.enum(HOLIDAY_SHIFTS).optional(),
  overdraft: z
    .discriminatedUnion('policy', [
      z.strictObject({ policy: z.literal('none') }),
      z.strictObject({ policy: z.literal('provisional'), until: isoDateSchema }),
      z.strictObject({ policy: z.literal('corporate'), limit: yenOrNothingSchema }),
    ])
    .optional(),
  paymentMethod: paymentMethodSchema.optional(),
  delivery: z.enum(DELIVERIES).optional(),
  recipient: recipientSchema.partial().optional(),
  debitAccount: bankAccountSchema.nullable().optional(),
  reversal: reversalSchema.partial().optional(),
  lowBalanceAt: yenOrNothingSchema.nullable().optional(),
}
export type BillingPatch = { readonly [K in keyof typeof billingPatch]?: z.output<(typeof billingPatch)[K]> }

/** Who sends the documents. Nothing is issued while `name` is empty; setting a workspace up gives it the organisation’s. */
export const issuerSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    registrationNumber: z.string().nullable(),
    postalCode: z.string().nullable(),
    address: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    bankAccount: bankAccountSchema.nullable(),
    debitClient: z.object({ code: z.string().regex(/^\d{10}$/), name: z.string().trim().min(1).max(40) }).nullable(),
    zone: z.string(),
    corporateServiceFrom: isoDateSchema.nullable(),
    updatedAt: instantSchema,
  })
  .meta({ id: 'Issuer' })

export const getIssuer = defineRoute({
  method: 'get',
  path: '/api/operator/issuer',
  summary: 'Who issues the documents: name, registration number, address, bank account',
  tag: 'Operator',
  access: 'operator.accounts',
  answers: { 200: issuerSchema },
})

export const patchIssuer = defineRoute({
  method: 'patch',
  path: '/api/operator/issuer',
  summary: 'Changes the issuer; documents that were made keep what they say',
  tag: 'Operator',
  access: 'operator.accounts',
  body: z.strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    registrationNumber: registrationNumberText.optional(),
    postalCode: line(20).optional(),
    address: line(500).optional(),
    phone: line(40).optional(),
    email: z.email().max(300).nullable().optional(),
    bankAccount: bankAccountSchema.nullable().optional(),
    debitClient: issuerSchema.shape.debitClient.optional(),
    corporateServiceFrom: isoDateSchema.nullable().optional(),
  }),
  answers: { 200: issuerSchema },
})

const operatedAccountSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    plan: z.enum(PLANS),
    balance: moneySchema,
    available: moneySchema,
    open: moneySchema,
    createdAt: instantSchema,
  })
  .meta({ id: 'OperatedAccount' })

export const listOperatedAccounts = defineRoute({
  method: 'get',
  path: '/api/operator/accounts',
  summary: 'Every account with its balance and what it owes',
  tag: 'Operator',
  access: 'operator.accounts',
  answers: { 200: z.object({ items: z.array(operatedAccountSchema) }) },
})

/** The operator who makes an account becomes its first owner. */
export const postOperatedAccount = defineRoute({
  method: 'post',
  path: '/api/operator/accounts',
  summary: 'Opens an account',
  tag: 'Operator',
  access: 'operator.accounts',
  body: z.strictObject({ name: z.string().trim().min(1).max(200) }),
  answers: { 201: operatedAccountSchema },
})
