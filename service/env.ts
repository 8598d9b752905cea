import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Instant, parseInstant } from '../core/calendar/iso-date.ts'

/** How the service was asked to start. */
export type ServeOptions = {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  readonly database: string | null
  readonly clock: Instant | null
  readonly isSandbox: boolean
  /** Puts the last backup in the place of a damaged database first. */
  readonly restore: boolean
}

/** A command line that cannot be followed; the message says which option and why. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const DEFAULT_PORT = 8437

const optionsSchema = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(DEFAULT_PORT),
  host: z.string().min(1).default('127.0.0.1'),
  data: z.string().min(1).optional(),
  database: z
    .string()
    .regex(/^postgres(ql)?:\/\//, { message: 'a URL such as postgres://user@host/name' })
    .optional(),
  clock: z
    .string()
    .refine((text) => parseInstant(text) !== null, { message: 'an instant such as 2026-11-30T23:50:00+09:00' })
    .optional(),
  sandbox: z.boolean().default(false),
  restore: z.boolean().default(false),
})

/** Parses `npm run serve -- …`; throws UsageError with every option that is wrong. */
export function parseServeOptions(argv: readonly string[]): ServeOptions {
  const parsed = optionsSchema.safeParse(readArguments(argv))
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `--${String(issue.path[0])}: ${issue.message}`)
    throw new UsageError(wrong.join('\n'))
  }
  const { port, host, data, database, clock, sandbox, restore } = parsed.data
  return {
    port,
    host,
    dataFolder: data ?? defaultDataFolder(),
    database: database ?? null,
    clock: clock === undefined ? null : parseInstant(clock),
    isSandbox: sandbox,
    restore,
  }
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        database: { type: 'string' },
        clock: { type: 'string' },
        sandbox: { type: 'boolean' },
        restore: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** The user's application-data folder, as each system wants it. */
export function defaultDataFolder(): string {
  const home = homedir()
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Daicho')
  if (process.platform === 'win32') return join(process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Daicho')
  return join(process.env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'daicho')
}
