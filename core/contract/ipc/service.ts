import { z } from 'zod'

/**
 * The account service that the desktop runs beside itself. `failed` stays until `service.restart`: the service ended
 * several times in a row or could not start; `detail` is its own last message for a log or a support request.
 * `remote`: a team server is used and no service runs here.
 */
export const serviceStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('starting') }),
  z.object({ kind: z.literal('running') }),
  z.object({ kind: z.literal('restarting'), attempt: z.number().int() }),
  z.object({ kind: z.literal('failed'), detail: z.string() }),
  z.object({ kind: z.literal('remote') }),
])
export type ServiceState = z.output<typeof serviceStateSchema>
