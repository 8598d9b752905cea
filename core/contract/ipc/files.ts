import { z } from 'zod'

/**
 * An export: `path` is an address of the service on the page's own origin, e.g.
 * `/api/accounts/main/domains.csv?suffix=jp`; anything else is `pathRefused`. The person picks the place in a dialog.
 */
export const saveFileSchema = z.object({
  path: z.string().max(8192).startsWith('/api/'),
  suggestedName: z.string().min(1).max(200),
})

/** `fileName` without its folder. A failed request or a full disk is `saveFailed` and leaves no file behind. */
export const savedFileSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), fileName: z.string(), bytes: z.number().int() }),
  z.object({ kind: z.literal('cancelled') }),
])
export type SavedFile = z.output<typeof savedFileSchema>
