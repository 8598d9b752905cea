import { z } from 'zod'

/** Where the account lives: on this machine, or on a team server, whose `url` is an origin without a path. */
export const connectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('embedded') }),
  z.object({ kind: z.literal('server'), url: z.string() }),
])
export type Connection = z.output<typeof connectionSchema>

/**
 * Connects to a team server: `https`, or `http` on this machine. Refused as `addressMalformed`, `addressInsecure`,
 * `serverUnreachable` (no answer) or `serverUnknown` (something answers that is no Daicho). Nothing changes when refused.
 */
export const chooseConnectionSchema = z.object({ url: z.string().max(2048) })
