import { z } from 'zod'

/** The catalogue's address: what is searched, only held suffixes or all, and the page. */
export const suffixesSearchSchema = z.object({
  search: z.string().max(100).optional().catch(undefined),
  held: z.enum(['true']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).optional().catch(undefined),
})
