import { randomUUID } from 'node:crypto'
import type { BuiltInRole } from '../../core/access/permission.ts'
import type { ScopeLimit } from '../../core/access/reader-scope.ts'
import { insertMembership } from '../../service/modules/accounts/accounts.repository.ts'
import { insertPerson } from '../../service/modules/sessions/sessions.repository.ts'
import { startSession } from '../../service/modules/sessions/sessions.service.ts'
import { type Answer, send, TEST_NOW, type TestApi } from './test-api.ts'

/** A signed-in person of the account; paths are below the account, as in `TestApi`. */
export type Member = Pick<TestApi, 'get' | 'post' | 'put' | 'patch' | 'delete'> & { readonly personId: string }

/** Adds a person with a role, limited to some names where `limits` are given, and signs them in. */
export async function addMember(api: TestApi, role: BuiltInRole, limits?: ScopeLimit): Promise<Member> {
  const personId = randomUUID()
  const stored = limits === undefined ? null : JSON.stringify(limits)
  await api.deps.storage.transact(async (trx) => {
    const email = `${personId}@example.co.jp`
    await insertPerson(trx, {
      id: personId,
      email,
      name: role,
      password_hash: '-',
      created_at: TEST_NOW,
      disabled_at: null,
    })
    await insertMembership(trx, { account: api.account, person: personId, role, limits: stored, created_at: TEST_NOW })
  })
  const origin = { requestId: 'test', address: 'local', userAgent: null }
  const { token } = await startSession(api.deps, personId, 'bearer', origin)
  const call = async <T>(method: string, path: string, body?: unknown) =>
    (await send(api.app, method, `/api/accounts/${api.account}${path}`, body, {
      authorization: `Bearer ${token}`,
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
    })) as Answer<T>
  return {
    personId,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    patch: (path, body) => call('PATCH', path, body),
    delete: (path) => call('DELETE', path),
  }
}
