import { z } from 'zod'
import type { StripeSettings } from './stripe-port.ts'

const settingsSchema = z.object({
  DAICHO_STRIPE_KEY: z.string().min(1),
  DAICHO_STRIPE_WEBHOOK_SECRET: z.string().min(1),
  DAICHO_PUBLIC_URL: z.url().transform((url) => url.replace(/\/$/, '')),
})

/** The payment provider of the environment; null where no key is given: card payments are then not configured. */
export function readStripeSettings(environment: Readonly<Record<string, string | undefined>>): StripeSettings | null {
  if (!environment['DAICHO_STRIPE_KEY']) return null
  const settings = settingsSchema.parse(environment)
  return {
    secretKey: settings.DAICHO_STRIPE_KEY,
    webhookSecret: settings.DAICHO_STRIPE_WEBHOOK_SECRET,
    publicUrl: settings.DAICHO_PUBLIC_URL,
  }
}
