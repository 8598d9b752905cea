import { isAxiosError } from 'axios'
import { type ErrorArgs, type ErrorCode, type FieldError, problemSchema } from '../../core/contract/errors.ts'

/**
 * `offline`: nobody answered. `unreadable`: somebody answered, but not as the contract says. `not_saved`: a file could
 * not be fetched or written.
 */
export type ProblemCode = ErrorCode | 'offline' | 'unreadable' | 'not_saved'

type ProblemParts = {
  readonly code: ProblemCode
  readonly status?: number
  readonly args?: ErrorArgs
  readonly fields?: readonly FieldError[]
  readonly requestId?: string
}

/** Every request that fails rejects with this and nothing else, so that screens switch on `code`. */
export class RequestProblem extends Error {
  readonly code: ProblemCode
  readonly status: number | null
  readonly args: ErrorArgs
  readonly fields: readonly FieldError[]
  readonly requestId: string | null

  constructor(parts: ProblemParts, cause?: unknown) {
    super(parts.code, { cause })
    this.name = 'RequestProblem'
    this.code = parts.code
    this.status = parts.status ?? null
    this.args = parts.args ?? {}
    this.fields = parts.fields ?? []
    this.requestId = parts.requestId ?? null
  }
}

/** Turns whatever axios or the contract's parser threw into a `RequestProblem`. */
export function toProblem(error: unknown): RequestProblem {
  if (error instanceof RequestProblem) return error
  if (!isAxiosError(error)) return new RequestProblem({ code: 'unreadable' }, error)
  if (!error.response) return new RequestProblem({ code: 'offline' }, error)
  return fromAnswer(error.response.status, error.response.data, error)
}

/** The problem that an error answer describes; `data` is its parsed JSON. */
export function fromAnswer(status: number, data: unknown, cause?: unknown): RequestProblem {
  const parsed = problemSchema.safeParse(data)
  if (!parsed.success) return new RequestProblem({ code: 'unreadable', status }, cause)
  const { code, args, errors, requestId } = parsed.data
  return new RequestProblem(
    { code, status, requestId, ...(args && { args }), ...(errors && { fields: errors }) },
    cause,
  )
}

const OFFLINE_CODES: ReadonlySet<ProblemCode> = new Set(['offline', 'service_unavailable', 'server_unreachable'])

/** Whether nobody answered: neither a service, nor through the desktop's own process a server. */
export function isOffline(problem: RequestProblem): boolean {
  return OFFLINE_CODES.has(problem.code)
}

export function isProblem(error: unknown, code: ProblemCode): boolean {
  return error instanceof RequestProblem && error.code === code
}
