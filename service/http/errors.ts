import { ERRORS, type ErrorCode, type Problem } from '../../core/contract/errors.ts'
import { FileNotMadeError } from '../files/make-file.ts'
import { describeError, type Log } from '../log.ts'
import { Refusal } from '../refusal.ts'
import { isDamage } from '../storage/damage.ts'
import { isConnectionLost } from '../storage/lost-connection.ts'

/** The one way out for everything that is thrown: refusals say what they are, the unknown is `internal` and logged. */
export function toProblemResponse(error: unknown, requestId: string, log: Log): Response {
  const refusal = asRefusal(error)
  if (refusal.code === 'internal' || refusal.code === 'file_not_made')
    log.error('request failed', { requestId, error: describeError(error) })
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': requestId,
  }
  if (refusal.info.retryAfterSeconds) headers['retry-after'] = String(refusal.info.retryAfterSeconds)
  if (refusal.info.allow) headers['allow'] = refusal.info.allow.join(', ')
  const { status, title } = ERRORS[refusal.code]
  if (status === 401) headers['www-authenticate'] = 'Bearer'
  const problem: Problem = {
    type: `https://daicho.example/problems/${refusal.code}`,
    title,
    status,
    code: refusal.code,
    requestId,
    ...(refusal.info.detail === undefined ? {} : { detail: refusal.info.detail }),
    ...(refusal.info.args === undefined ? {} : { args: { ...refusal.info.args } as Problem['args'] }),
    ...(refusal.info.errors === undefined ? {} : { errors: [...refusal.info.errors] }),
  }
  return new Response(JSON.stringify(problem), { status, headers })
}

/** What a thrown thing means to the one who asked: the refusal itself, what the database said, or `internal`. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof FileNotMadeError) return new Refusal('file_not_made')
  if (error instanceof AggregateError && error.errors.length > 0) return asRefusal(error.errors[0])
  const code = databaseCode(error)
  return new Refusal(code)
}

/** What SQLite (errcode) and PostgreSQL (SQLSTATE) say when the disk is full, the file damaged, the writer busy or gone. */
function databaseCode(error: unknown): ErrorCode {
  if (typeof error !== 'object' || error === null) return 'internal'
  const { errcode, code } = error as { errcode?: unknown; code?: unknown }
  const primary = typeof errcode === 'number' ? errcode & 0xff : null
  if (primary === 13 || code === '53100' || code === 'ENOSPC') return 'storage_full'
  if (isDamage(error)) return 'storage_damaged'
  if (isConnectionLost(error)) return 'busy'
  if (primary === 5 || primary === 6 || code === '40001' || code === '40P01' || code === '55P03') return 'busy'
  return 'internal'
}
