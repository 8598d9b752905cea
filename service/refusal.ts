import type { ErrorArgs, ErrorCode, FieldError } from '../core/contract/errors.ts'

type RefusalDetail = {
  readonly detail?: string
  readonly args?: ErrorArgs
  readonly errors?: readonly FieldError[]
  readonly retryAfterSeconds?: number
  /** The methods that a path has. */
  readonly allow?: readonly string[]
}

/** A request that is refused for a reason its sender can act on; `http/errors.ts` turns it into problem+json. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ErrorCode
  readonly info: RefusalDetail

  constructor(code: ErrorCode, info: RefusalDetail = {}) {
    super(info.detail ?? code)
    this.code = code
    this.info = info
  }
}

export function notFound(): Refusal {
  return new Refusal('not_found')
}

/** One field of the body or query that is not right. */
export function invalidField(pointer: string, code: string, detail: string): Refusal {
  return new Refusal('invalid', { detail, errors: [{ pointer, code, detail }] })
}
