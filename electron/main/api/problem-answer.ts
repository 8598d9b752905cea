import { ERRORS, type ErrorCode, type Problem } from '../../../core/contract/errors.ts'

/** An answer of the shell's own in the service's form, for what the service cannot say itself. */
export function problemAnswer(code: ErrorCode): Response {
  const { status, title } = ERRORS[code]
  const problem: Problem = { type: 'about:blank', title, status, code, requestId: 'desktop' }
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}
