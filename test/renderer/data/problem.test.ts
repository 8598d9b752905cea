import { AxiosError } from 'axios'
import { describe, expect, it } from 'vitest'
import { fromAnswer, isOffline, RequestProblem, toProblem } from '../../../renderer/data/problem.ts'
import { isWorthRetrying } from '../../../renderer/data/query-client.ts'

const BODY = { type: 'about:blank', title: 'x', status: 422, code: 'invalid', requestId: 'r1' }

describe('a failed request', () => {
  it('carries the code, the fields and the number to report', () => {
    const problem = fromAnswer(422, { ...BODY, errors: [{ pointer: '/email', code: 'invalid_format', detail: 'x' }] })
    expect(problem).toMatchObject({ code: 'invalid', status: 422, requestId: 'r1' })
    expect(problem.fields[0]?.pointer).toBe('/email')
  })

  it('is "unreadable" when something else than the service answers', () => {
    expect(fromAnswer(502, '<html>Bad gateway</html>').code).toBe('unreadable')
    expect(fromAnswer(418, { ...BODY, code: 'teapot' }).code).toBe('unreadable')
  })

  it('is "offline" when nobody answers, directly or through the desktop', () => {
    expect(isOffline(toProblem(new AxiosError('Network Error')))).toBe(true)
    expect(isOffline(fromAnswer(503, { ...BODY, code: 'server_unreachable' }))).toBe(true)
    expect(isOffline(fromAnswer(403, { ...BODY, code: 'forbidden' }))).toBe(false)
  })

  it('is tried again only where that can help, and not for ever', () => {
    expect(isWorthRetrying(0, new RequestProblem({ code: 'busy' }))).toBe(true)
    expect(isWorthRetrying(2, new RequestProblem({ code: 'offline' }))).toBe(false)
    expect(isWorthRetrying(0, new RequestProblem({ code: 'conflict' }))).toBe(false)
  })
})
