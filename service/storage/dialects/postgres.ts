import { PostgresDialect } from 'kysely'
import pg from 'pg'

const INT8 = 20
const NUMERIC = 1700

/** Counts and money arrive as text from `pg`; all of ours fit a double exactly (below 2^53). */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8 || oid === NUMERIC) return Number
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

export function openPostgresPool(url: string, maxConnections: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, types, application_name: 'daicho' })
  // A server that restarts ends connections, idle ones and those in the middle of a transaction; unheard, that would end
  // this process. The next statement on such a connection fails, and the next query opens new ones.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

export function postgresDialect(pool: pg.Pool): PostgresDialect {
  return new PostgresDialect({ pool })
}

const NOT_REACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNRESET']
/** SQLSTATE: not let in, no such database, not allowed to make tables, too many connections, starting up. */
const NOT_LET_IN = ['28P01', '28000', '3D000', '42501', '53300', '57P03']

/** What a person can do about a server that cannot be used, without the URL and its password; null for other trouble. */
export function serverProblem(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const [first] = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [error]
  const { code, message } = first as NodeJS.ErrnoException
  if (![...NOT_REACHED, ...NOT_LET_IN].includes(code ?? '')) return null
  return `The database server cannot be used: ${message}. Check the URL after --database.`
}
