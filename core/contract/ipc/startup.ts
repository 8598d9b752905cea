import { z } from 'zod'

export const startupSchema = z.object({
  /** Starts hidden when the person logs in; off until asked for. */
  opensAtLogin: z.boolean(),
  /** Closing the window leaves the program in the tray, so that reminders go on. */
  staysInTray: z.boolean(),
})
export type Startup = z.output<typeof startupSchema>
export const updateStartupSchema = z.object({
  opensAtLogin: startupSchema.shape.opensAtLogin.exactOptional(),
  staysInTray: startupSchema.shape.staysInTray.exactOptional(),
})
