/** What the service writes down about itself: one JSON line per event on stderr; never bodies, tokens or passwords. */
export type Log = {
  readonly info: (event: string, fields?: LogFields) => void
  readonly error: (event: string, fields?: LogFields) => void
}
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

export function makeLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const put =
    (level: string) =>
    (event: string, fields: LogFields = {}) =>
      write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`)
  return { info: put('info'), error: put('error') }
}

export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
