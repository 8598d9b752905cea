import { z } from 'zod'
import { isoDateSchema } from '../../calendar/iso-date.ts'
import { defineRoute } from './route.ts'
import { instantSchema } from './shapes.ts'

const dayParams = z.strictObject({ day: isoDateSchema })

/** A day of which an operator knows better than the calendar of holidays whether banks are open. */
export const bankDaySchema = z
  .object({
    day: isoDateSchema,
    isOpen: z.boolean(),
    /** What the calendar says of it. */
    isUsuallyOpen: z.boolean(),
    note: z.string().nullable(),
    person: z.string().nullable(),
    setAt: instantSchema,
  })
  .meta({ id: 'BankDay' })

export const listBankDays = defineRoute({
  method: 'get',
  path: '/api/operator/bank-days',
  summary: 'Days on which banks are open or closed against the calendar of holidays',
  tag: 'Operator',
  access: 'operator.accounts',
  answers: { 200: z.object({ items: z.array(bankDaySchema) }) },
})

/** Due days and debits of what is made from now on go by it; documents that were made keep what they say. */
export const putBankDay = defineRoute({
  method: 'put',
  path: '/api/operator/bank-days/{day}',
  summary: 'Says whether banks are open on a day, whatever the calendar of holidays says',
  tag: 'Operator',
  access: 'operator.accounts',
  params: dayParams,
  body: z.strictObject({ isOpen: z.boolean(), note: z.string().trim().max(200).nullable().optional() }),
  answers: { 200: bankDaySchema },
})

export const deleteBankDay = defineRoute({
  method: 'delete',
  path: '/api/operator/bank-days/{day}',
  summary: 'Goes by the calendar of holidays again',
  tag: 'Operator',
  access: 'operator.accounts',
  params: dayParams,
  answers: { 204: null },
})
