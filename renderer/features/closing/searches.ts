import { z } from 'zod'

/** With `of` the periods of another account than that of the address. */
export const closingSearchSchema = z.object({ of: z.string().max(64).optional().catch(undefined) })
