import { z } from 'zod'
import type { SmtpSettings } from './smtp-transport.ts'

const settingsSchema = z.object({
  DAICHO_SMTP_HOST: z.string().min(1),
  DAICHO_SMTP_PORT: z.coerce.number().int().min(1).max(65_535).default(587),
  DAICHO_SMTP_SECURE: z.enum(['true', 'false']).optional(),
  DAICHO_SMTP_USER: z.string().min(1).optional(),
  DAICHO_SMTP_PASSWORD: z.string().min(1).optional(),
  DAICHO_MAIL_FROM: z.string().min(3),
})

const IMPLICIT_TLS_PORT = 465

/** The mail server of the environment; null where none is named: mail then waits in the outbox to be read there. */
export function readSmtpSettings(environment: Readonly<Record<string, string | undefined>>): SmtpSettings | null {
  if (!environment['DAICHO_SMTP_HOST']) return null
  const settings = settingsSchema.parse(environment)
  const { DAICHO_SMTP_HOST: host, DAICHO_SMTP_PORT: port, DAICHO_SMTP_SECURE: secure } = settings
  return {
    host,
    port,
    isSecure: secure === undefined ? port === IMPLICIT_TLS_PORT : secure === 'true',
    user: settings.DAICHO_SMTP_USER ?? null,
    password: settings.DAICHO_SMTP_PASSWORD ?? null,
    from: settings.DAICHO_MAIL_FROM,
  }
}
