import { setTimeout as sleep } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import { systemNow } from '../clock.ts'
import { sha256 } from '../ids.ts'
import { describeError, type Log } from '../log.ts'
import { Refusal } from '../refusal.ts'
import type { Database } from '../storage/database.ts'
import type { Storage } from '../storage/storage.ts'
import type { Answer, KeepAnswer, Reply } from './handle.ts'
import type { IdempotencyTables } from './idempotency.table.ts'

const MAX_KEY_LENGTH = 255
const KEEP_DAYS = 30
const POLL_MS = 200
const ABANDONED_AFTER_MS = 60_000

export type IdempotencyScope = {
  readonly person: string
  readonly account: string
  readonly route: string
  readonly key: string
}

/**
 * Runs a POST once per key: a second request with the same key and body waits for the first and gets its answer, one
 * with another body is refused. Answers with secrets are not kept: a replay is `already_done`. `bodyHash` is asked for
 * once, and after `work` where there was work to do, because a file can only be read once. Work that is a transaction
 * keeps its answer in it; other answers are kept when the work is done.
 */
export type Idempotency = {
  readonly run: (
    scope: IdempotencyScope,
    bodyHash: () => Promise<string>,
    keepsSecret: boolean,
    work: (keep: KeepAnswer) => Promise<Reply>,
  ) => Promise<Reply>
  readonly sweep: () => Promise<void>
}

export function readIdempotencyKey(request: Request): string {
  const key = request.headers.get('idempotency-key')?.trim()
  if (!key) throw new Refusal('idempotency_key_required')
  if (key.length > MAX_KEY_LENGTH) throw new Refusal('bad_request', { detail: 'The Idempotency-Key is too long.' })
  return key
}

export function hashBody(query: string, body: string): string {
  return sha256(`${query}\n${body}`)
}

export function makeIdempotency(storage: Storage, log: Log): Idempotency {
  // Keys whose first request runs in this process; a `running` row that is not here was left by a process that died.
  const running = new Map<string, Promise<Reply>>()
  return {
    run: async (scope, bodyHash, keepsSecret, work) => {
      const id = JSON.stringify(scope)
      for (;;) {
        const earlier = running.get(id)
        if (!earlier) break
        await earlier.catch(() => undefined)
      }
      const attempt = runOnce({ storage, log }, scope, bodyHash, keepsSecret, work)
      running.set(id, attempt)
      try {
        return await attempt
      } finally {
        running.delete(id)
      }
    },
    sweep: async () => {
      const before = new Date(Date.now() - KEEP_DAYS * 86_400_000).toISOString()
      await storage.transact((trx) => trx.deleteFrom('idempotency_key').where('created_at', '<', before).execute())
    },
  }
}

type KeyDeps = { readonly storage: Storage; readonly log: Log }

async function runOnce(
  { storage, log }: KeyDeps,
  scope: IdempotencyScope,
  bodyHash: () => Promise<string>,
  keepsSecret: boolean,
  work: (keep: KeepAnswer) => Promise<Reply>,
): Promise<Reply> {
  for (;;) {
    const claimed = await claim(storage, scope)
    if (claimed.kind === 'answered') return replayed(claimed, await bodyHash())
    if (claimed.kind === 'ours') break
    await sleep(POLL_MS)
  }
  // A key that cannot be written, as on a full disk, changes nothing about what became of the request.
  const attend = (done: Promise<void>) =>
    done.catch((error: unknown) =>
      log.error('a key was left open', { route: scope.route, error: describeError(error) }),
    )
  let isKept = false
  try {
    const reply = await work(async (trx, answer) => {
      await write(trx, scope, { ...doneWith(answer), body_hash: await bodyHash() })
      isKept = true
    })
    if (!isKept) await attend(keep(storage, scope, { reply, bodyHash, keepsSecret }))
    return reply
  } catch (error) {
    await attend(release(storage, scope))
    throw error
  }
}

type Claim =
  | { readonly kind: 'ours' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'answered'; readonly bodyHash: string; readonly reply: Reply | null }

/** Takes the key, or finds the answer that was given before, or that another instance is still at work. */
async function claim(storage: Storage, scope: IdempotencyScope): Promise<Claim> {
  return storage.transact(async (trx) => {
    const row = await trx
      .selectFrom('idempotency_key')
      .select(['body_hash', 'state', 'status', 'answer', 'created_at'])
      .where((eb) => eb.and({ ...scope }))
      .executeTakeFirst()
    if (!row) {
      const fresh = { ...scope, body_hash: '', state: 'running' as const, status: null, answer: null }
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('idempotency_key')
        .values({ ...fresh, created_at: systemNow() })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow()
      return { kind: numInsertedOrUpdatedRows === 1n ? 'ours' : 'elsewhere' }
    }
    if (row.state === 'running') return { kind: isAbandoned(storage, row.created_at) ? 'ours' : 'elsewhere' }
    const body = row.answer === null ? null : JSON.parse(row.answer)
    const reply = row.state === 'secret' ? null : { status: row.status ?? 200, body }
    return { kind: 'answered', bodyHash: row.body_hash, reply }
  })
}

function replayed({ bodyHash, reply }: Extract<Claim, { kind: 'answered' }>, givenHash: string): Reply {
  if (bodyHash !== givenHash) throw new Refusal('idempotency_conflict')
  if (reply === null) throw new Refusal('already_done')
  return reply
}

/** A folder has one process, so an open key there was left by one that died; a server's may be another instance's. */
function isAbandoned(storage: Storage, createdAt: string): boolean {
  return storage.dialect === 'sqlite' || Date.now() - Date.parse(createdAt) > ABANDONED_AFTER_MS
}

type Done = {
  readonly reply: Reply
  readonly bodyHash: () => Promise<string>
  readonly keepsSecret: boolean
}

async function keep(storage: Storage, scope: IdempotencyScope, { reply, bodyHash, keepsSecret }: Done): Promise<void> {
  if (reply instanceof Response) return release(storage, scope)
  const done = { ...(keepsSecret ? { state: 'secret' as const } : doneWith(reply)), body_hash: await bodyHash() }
  await storage.transact((trx) => write(trx, scope, done))
}

type Written = Pick<IdempotencyTables['idempotency_key'], 'state' | 'body_hash'> &
  Partial<Pick<IdempotencyTables['idempotency_key'], 'status' | 'answer'>>

function doneWith({ status, body }: Answer): Omit<Written, 'body_hash'> {
  return { state: 'done', status, answer: JSON.stringify(body ?? null) }
}

async function write(trx: Transaction<Database>, scope: IdempotencyScope, written: Written): Promise<void> {
  await trx
    .updateTable('idempotency_key')
    .set(written)
    .where((eb) => eb.and({ ...scope }))
    .execute()
}

/** A refused request has changed nothing, so the same key may be used for the corrected one; what was done stays. */
async function release(storage: Storage, scope: IdempotencyScope): Promise<void> {
  await storage.transact((trx) =>
    trx
      .deleteFrom('idempotency_key')
      .where((eb) => eb.and({ ...scope, state: 'running' }))
      .execute(),
  )
}
