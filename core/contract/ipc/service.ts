import { z } from 'zod'

/**
 * The account service that the desktop runs beside itself. `failed` stays until `service.restart`: the service ended
 * several times in a row or could not start; `detail` is its own last message for a log or a support request, and
 * `canRestore` says that the last backup can be put in the database's place.
 * `remote`: a team server is used and no service runs here.
 */
export const serviceStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('starting') }),
  z.object({ kind: z.literal('running') }),
  z.object({ kind: z.literal('restarting'), attempt: z.number().int() }),
  z.object({ kind: z.literal('failed'), detail: z.string(), canRestore: z.boolean() }),
  z.object({ kind: z.literal('remote') }),
])
/** How the service is started again: with the last backup in the database's place, or with what is there. */
export const restartSchema = z.strictObject({ restore: z.boolean() })

export type ServiceState = z.output<typeof serviceStateSchema>
