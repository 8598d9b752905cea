import { z } from 'zod'

/** What asks for the proof of a chain of hashes: `anchor` is a `seq:hash` that was kept elsewhere. */
export const chainProofQuery = z.strictObject({ anchor: z.string().max(100).optional() })

export const chainProofSchema = z.object({
  ok: z.boolean(),
  entries: z.number().int(),
  /** The anchor to keep elsewhere: `seq:hash` of the last one. */
  head: z.string(),
  /** The first one that does not follow from the one before it, or that the anchor contradicts. */
  brokenAt: z.number().int().nullable(),
  /** Up to here a stranger to this database vouches for it: the anchor's own number, else none. */
  anchoredTo: z.number().int().nullable(),
})
