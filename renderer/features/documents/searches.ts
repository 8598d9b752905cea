import { z } from 'zod'
import { documentSeriesSchema } from '../../../core/billing/document-number.ts'
import { isoDateSchema, isoMonthSchema } from '../../../core/calendar/iso-date.ts'
import { DOCUMENT_STATES, type DocumentState } from '../../../core/contract/http/document-shapes.ts'
import { DOCUMENT_SORTS } from '../../../core/contract/http/documents.ts'

const day = isoDateSchema.optional().catch(undefined)
const yen = z
  .string()
  .regex(/^-?\d{1,13}$/)
  .optional()
  .catch(undefined)

/** States, and what still asks for money in any way. */
export const STATE_CHOICES = [...DOCUMENT_STATES, 'unpaid'] as const
type StateChoice = (typeof STATE_CHOICES)[number]

const UNPAID: readonly DocumentState[] = ['open', 'partlyPaid']

export function statesOf(choice: StateChoice): DocumentState[] {
  return choice === 'unpaid' ? [...UNPAID] : [choice]
}

/** The search for documents as it stands in the address: date, total and counterparty in any combination. */
export const documentsSearchSchema = z.object({
  series: documentSeriesSchema.optional().catch(undefined),
  state: z.enum(STATE_CHOICES).optional().catch(undefined),
  month: isoMonthSchema.optional().catch(undefined),
  from: day,
  to: day,
  totalFrom: yen,
  totalTo: yen,
  counterparty: z.string().max(200).optional().catch(undefined),
  history: z.enum(['true']).optional().catch(undefined),
  sort: z.enum(DOCUMENT_SORTS).optional().catch(undefined),
  page: z.coerce.number().int().min(1).optional().catch(undefined),
})
export type DocumentsSearch = z.output<typeof documentsSearchSchema>

/** Of all accounts, also by a part of the number. */
export const operatedDocumentsSearchSchema = documentsSearchSchema.extend({
  number: z.string().max(40).optional().catch(undefined),
})
export type OperatedDocumentsSearch = z.output<typeof operatedDocumentsSearchSchema>
