import { z } from 'zod'
import { parseIsoDate } from '../../../core/calendar/iso-date.ts'
import { entryKindSchema } from '../../../core/ledger/entry.ts'

const day = z
  .string()
  .refine((text) => parseIsoDate(text) !== null)
  .optional()
  .catch(undefined)

/** The ledger's address: which entries, and the page. */
export const ledgerSearchSchema = z.object({
  kind: entryKindSchema.optional().catch(undefined),
  from: day,
  to: day,
  domain: z.string().max(300).optional().catch(undefined),
  /** What the entries belong to, e.g. `order:<id>/<n>`. */
  reference: z.string().max(200).optional().catch(undefined),
  document: z.string().max(60).optional().catch(undefined),
  page: z.coerce.number().int().min(1).optional().catch(undefined),
})
export type LedgerSearch = z.output<typeof ledgerSearchSchema>
