import { randomUUID } from 'node:crypto'
import type { Service } from '../../service/main.ts'
import { insertMembership, insertOperator } from '../../service/modules/accounts/accounts.repository.ts'
import { insertPerson } from '../../service/modules/sessions/sessions.repository.ts'
import { startSession } from '../../service/modules/sessions/sessions.service.ts'
import type { Storage } from '../../service/storage/storage.ts'
import { ACCOUNT } from './portfolio/build.ts'
import { NOW } from './portfolio/names.ts'

const PERSON = 'bench'

/** Signs in somebody who owns the account and operates the service. */
export async function signIn(storage: Storage): Promise<string> {
  const person = { id: PERSON, email: 'bench@example.com', name: 'bench', password_hash: '-', disabled_at: null }
  await storage.transact(async (trx) => {
    await insertPerson(trx, { ...person, created_at: NOW })
    await insertMembership(trx, { account: ACCOUNT, person: PERSON, role: 'owner', limits: null, created_at: NOW })
    await insertOperator(trx, PERSON, NOW)
  })
  const origin = { requestId: 'bench', address: 'local', userAgent: null }
  return (await startSession({ storage } as never, PERSON, 'bearer', origin)).token
}

export type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>

export function caller(service: Service, token: string): Call {
  return async <T>(method: string, path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const request = new Request(`http://localhost/api/accounts/${ACCOUNT}${path}`, {
      method,
      headers: { ...headers, ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const response = await service.fetch(request)
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
}

/** Lets the service do scheduled work as an operator asks for it. */
export async function runAsOperator(service: Service, token: string, job: string, at: string): Promise<void> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  }
  const body = JSON.stringify({ job, at })
  const run = await service.fetch(new Request('http://localhost/api/operator/run', { method: 'POST', headers, body }))
  if (!run.ok) throw new Error(`${job} did not run: ${await run.text()}`)
}
