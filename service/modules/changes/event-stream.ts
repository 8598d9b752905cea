import { setTimeout as sleep } from 'node:timers/promises'
import { OPERATOR_PERMISSIONS } from '../../../core/access/permission.ts'
import { systemNow } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { describeError } from '../../log.ts'
import { findActor } from '../accounts/membership.ts'
import { jobReader } from '../jobs/jobs.service.ts'
import { hasLiveSession } from '../sessions/sessions.repository.ts'
import { encodePosition, type Follower, positionAt } from './change-cursor.ts'
import { changesAfter, currentlySeen, type SeenChanges, type SeenUpTo } from './event-source.ts'

/** How often the account is looked at for what other instances and processes did; our own work nudges. */
const LOOK_EVERY_MS = 300
/** Proxies close what is silent; it also bounds how long an ended session goes on listening. */
const HEARTBEAT_MS = 15_000
/** A client that does not read is dropped; it comes again and reads everything anew. */
const MAX_UNREAD_CHUNKS = 1_000

/** A job commits many batches a second; a window needs to hear of them a few times. */
const QUIET_MS = 100

export type StreamTimes = { readonly lookEveryMs: number; readonly heartbeatMs: number }
const TIMES: StreamTimes = { lookEveryMs: LOOK_EVERY_MS, heartbeatMs: HEARTBEAT_MS }

/**
 * The stream of one window: `job` with the progress of a job that this reader may see, `change` when names, rules,
 * settings, money or files of the account changed or its day did, or for an operator (`operator`) what any account or bank shows them.
 * It tells what to read again, and holds no names.
 */
export function eventStream(
  deps: Deps,
  by: AccountCaller,
  disconnected: AbortSignal,
  times: StreamTimes = TIMES,
): Response {
  const ended = new AbortController()
  const end = () => ended.abort()
  for (const signal of [disconnected, deps.events.closed]) {
    if (signal.aborted) end()
    signal.addEventListener('abort', end, { once: true, signal: ended.signal })
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => void follow(deps, by, controller, ended, times),
      cancel: end,
    },
    { highWaterMark: MAX_UNREAD_CHUNKS },
  )
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
  return new Response(body, { headers })
}

type Controller = ReadableStreamDefaultController<Uint8Array>

async function follow(
  deps: Deps,
  by: AccountCaller,
  controller: Controller,
  ended: AbortController,
  times: StreamTimes,
): Promise<void> {
  const write = (text: string) => {
    if (!ended.signal.aborted) controller.enqueue(new TextEncoder().encode(text))
    if ((controller.desiredSize ?? 0) <= 0) ended.abort()
  }
  try {
    write(': connected\n\n')
    await lookAgainAndAgain(deps, by, write, ended.signal, times)
  } catch (error) {
    deps.log.error('event stream failed', { requestId: by.requestId, error: describeError(error) })
  } finally {
    ended.abort()
    closeQuietly(controller)
  }
}

async function lookAgainAndAgain(
  deps: Deps,
  by: AccountCaller,
  write: (text: string) => void,
  ended: AbortSignal,
  { lookEveryMs, heartbeatMs }: StreamTimes,
): Promise<void> {
  let reader = readerOf(deps, by)
  let seen: SeenUpTo = await currentlySeen(deps.storage.read, reader)
  let beatAt = Date.now() + heartbeatMs
  while (!ended.aborted) {
    if (Date.now() >= beatAt) {
      const actor = await stillAllowed(deps, by)
      if (!actor) return
      reader = readerOf(deps, { ...by, actor })
      write(': still here\n\n')
      beatAt = Date.now() + heartbeatMs
    }
    const changes = await changesAfter(deps.storage, reader, seen)
    if (changes) {
      write(asEvents({ ...reader, restoredAt: deps.restoredAt }, changes))
      seen = changes
      await sleep(QUIET_MS)
    } else {
      await nudgeOrTime(deps, by.account, lookEveryMs, ended)
    }
  }
}

function readerOf(deps: Deps, by: AccountCaller) {
  const isOperator = OPERATOR_PERMISSIONS.some((permission) => by.actor.permissions.has(permission))
  return { ...jobReader(by), scope: by.actor.scope, isOperator, today: deps.clock.today }
}

/** A stream outlives the request that opened it: whoever has signed out or left the account hears no more. */
async function stillAllowed(deps: Deps, by: AccountCaller) {
  if (!(await hasLiveSession(deps.storage.read, by.sessionId, systemNow()))) return null
  const actor = await findActor(deps.storage, by.personId, by.account)
  return actor?.permissions.has('domains.read') ? actor : null
}

function asEvents(reader: Follower, { seq, day, kinds, jobs }: SeenChanges): string {
  const events = jobs.map((job) => event('job', job))
  if (kinds.length > 0) events.push(event('change', { cursor: encodePosition(reader, positionAt(seq, day)), kinds }))
  return events.join('')
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}

function nudgeOrTime(deps: Deps, account: string, ms: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      stopListening()
      ended.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    const stopListening = deps.events.listen(account, done)
    ended.addEventListener('abort', done)
  })
}

/** A stream that its reader has cancelled is closed already. */
function closeQuietly(controller: Controller): void {
  try {
    controller.close()
  } catch {
    // Nothing is left to close.
  }
}
