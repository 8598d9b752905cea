import { Worker } from 'node:worker_threads'
import { type ClockSetting, systemNow } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { newId } from '../ids.ts'
import { describeError } from '../log.ts'
import { freeTurnOf } from '../storage/dialects/write-turns.ts'
import type { StorageTarget } from '../storage/storage.ts'
import { allJobHandlers } from './job-handlers.ts'
import type { JobQueue } from './job-queue.ts'
import * as repository from './jobs.repository.ts'
import { instantIn, LEASE_MS, RENEW_EVERY_MS } from './lease.ts'
import { RETRY_DELAYS_MS } from './run-job.ts'
import type { FromWorker, ToWorker, WorkerSettings } from './worker-messages.ts'

/** How often due jobs are looked for: those of other instances, and those that wait for another attempt. */
const LOOK_EVERY_MS = 500
/** Two, so that a long import does not keep everybody's short changes waiting. */
const WORKERS = 2
/** The first thread is made this long after the start, while nobody waits for it; making one takes about a second. */
const WARM_UP_MS = 500
/** A worker that needs more is ended and its job tried again; the service goes on. */
const MAX_HEAP_MB = 768

export type JobRunner = JobQueue & {
  /** Ends after the batches in hand; what is left goes on at the next start. */
  readonly stop: () => Promise<void>
}

export type RunnerDeps = Pick<Deps, 'storage' | 'clock' | 'log' | 'isSandbox' | 'events'>

type Slot = {
  readonly worker: Worker
  /** The hold on the job it works on. */
  owner: string | null
  isIdle: boolean
}

/** The job runner's own thread entry when it runs from source; a bundle passes the URL of its own. */
const WORKER_FROM_SOURCE = new URL('./worker.ts', import.meta.url)

/** Starts to look for jobs and gives them to worker threads: one is made soon, another when it is needed. */
export async function startJobRunner(deps: RunnerDeps, workerUrl: URL = WORKER_FROM_SOURCE): Promise<JobRunner> {
  const { storage, log } = deps
  const kinds = allJobHandlers(deps).map((handler) => handler.kind)
  const instance = newId()
  const slots = new Set<Slot>()
  let isStopping = false
  let started = 0

  if (storage.dialect === 'sqlite') await storage.transact((trx) => repository.releaseAllJobs(trx))

  const openSlot = (): Slot => {
    const settings = workerSettings(deps, `${instance}.${started++}`)
    const worker = new Worker(workerUrl, {
      workerData: settings,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    })
    const slot: Slot = { worker, owner: null, isIdle: false }
    slots.add(slot)
    worker.on('message', (message: FromWorker) => receive(deps, slot, message))
    worker.on('error', (error) => log.error('job worker failed', { error: describeError(error) }))
    const { threadId } = worker
    worker.on('exit', () => {
      slots.delete(slot)
      if (storage.target.kind === 'sqlite' && storage.target.turns) freeTurnOf(storage.target.turns, threadId)
      if (slot.owner !== null) void giveUp(deps, slot.owner)
    })
    return slot
  }

  const wake = () => {
    if (isStopping) return
    const idle = [...slots].find((slot) => slot.isIdle)
    if (idle) return call(idle)
    if (slots.size < WORKERS) openSlot()
  }
  const warmUp = setTimeout(() => {
    if (slots.size === 0) openSlot()
  }, WARM_UP_MS)
  const look = periodically(log, LOOK_EVERY_MS, async () => {
    if (await repository.hasDueJob(storage.read, kinds, systemNow())) wake()
  })
  const renew = periodically(log, RENEW_EVERY_MS, async () => {
    const owners = [...slots].flatMap((slot) => slot.owner ?? [])
    if (owners.length > 0) await storage.transact((trx) => repository.renewLeases(trx, owners, instantIn(LEASE_MS)))
  })

  return {
    wake,
    stop: async () => {
      isStopping = true
      clearTimeout(warmUp)
      await Promise.all([look.stop(), renew.stop()])
      await Promise.all([...slots].map(endSlot))
    },
  }
}

function workerSettings(deps: RunnerDeps, name: string): WorkerSettings {
  const own = deps.storage.target
  const target: StorageTarget = own.kind === 'postgres' ? { ...own, maxConnections: 2 } : { ...own, priority: 'job' }
  const clock: ClockSetting = deps.clock.setting
  return { target, clock, isSandbox: deps.isSandbox, name, retryDelaysMs: RETRY_DELAYS_MS }
}

function receive(deps: RunnerDeps, slot: Slot, message: FromWorker): void {
  switch (message.kind) {
    case 'hold':
      slot.owner = message.owner
      return
    case 'progress':
      deps.events.nudge(message.account)
      return
    case 'idle':
      slot.isIdle = true
      return
  }
}

function call(slot: Slot): void {
  slot.isIdle = false
  slot.worker.postMessage({ kind: 'wake' } satisfies ToWorker)
}

function endSlot({ worker }: Slot): Promise<void> {
  return new Promise((resolve) => {
    worker.once('exit', () => resolve())
    worker.postMessage({ kind: 'stop' } satisfies ToWorker)
  })
}

/** A thread has died with a job in hand: counts as a failed attempt, so that a job cannot kill threads for ever. */
async function giveUp(deps: RunnerDeps, owner: string): Promise<void> {
  try {
    await deps.storage.transact((trx) => repository.recordDeath(trx, owner, instantIn(RETRY_DELAYS_MS[0])))
  } catch (error) {
    deps.log.error('job of a dead worker could not be released', { error: describeError(error) })
  }
}

type Periodic = { readonly stop: () => Promise<void> }

/** Runs `work` every so often, never twice at once; an error is logged and the next turn comes all the same. */
function periodically(log: Deps['log'], everyMs: number, work: () => Promise<void>): Periodic {
  let running: Promise<void> | null = null
  const timer = setInterval(() => {
    running ??= work()
      .catch((error: unknown) => log.error('job runner', { error: describeError(error) }))
      .finally(() => {
        running = null
      })
  }, everyMs)
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
