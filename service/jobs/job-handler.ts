import type { Transaction } from 'kysely'
import type { Instant } from '../../core/calendar/iso-date.ts'
import type { Deps } from '../deps.ts'
import type { AccountCaller } from '../http/handle.ts'
import type { Database } from '../storage/database.ts'

/** What a handler works with; the same in a worker thread, in the service's own thread and in tests. */
export type JobDeps = Pick<Deps, 'storage' | 'clock' | 'log' | 'isSandbox'>

/** A job as its handler sees it. `payload` and `cursor` are the handler's own: parse them, they come from a row. */
export type Job = {
  readonly account: string
  readonly id: string
  readonly kind: string
  /** Who asked for it; null for work that the service gives itself. */
  readonly person: string | null
  readonly payload: unknown
  /** How far it has come; null before the first batch. */
  readonly cursor: string | null
  readonly total: number
  readonly done: number
  readonly skipped: number
  readonly summary: Readonly<Record<string, unknown>>
}

/** One batch: everything it changes is changed in `trx`, which also moves the job's cursor and counts. */
export type JobBatch = {
  readonly trx: Transaction<Database>
  /** The account's change number of this batch, for `domain.change_seq` and the like; its write lock is held. */
  readonly changeSeq: number
  readonly now: Instant
  /** The job as of the last batch. */
  readonly job: Job
  /** How many names (rows) to take, so that nobody waits for long; adapts itself to the speed of the last ones. */
  readonly size: number
}

/** What became of one name. `n` is its place in the job, unique within it. `before` and `after` are JSON values. */
export type JobItem = {
  readonly n: number
  readonly domain: number
  readonly name: string
  readonly state: 'done' | 'skipped' | 'failed'
  readonly code?: string | null
  readonly before?: unknown
  readonly after?: unknown
}

/** How a batch ended. `done` and `skipped` count this batch; failed names count as skipped. */
export type StepOutcome = {
  readonly cursor: string | null
  readonly done: number
  readonly skipped: number
  readonly isFinished: boolean
  /** How many names (rows) it took, where it ended early because somebody waits. */
  readonly size?: number
  /** Stored as the job's items: what undo, retry, a name's history and the list of failures are made from. */
  readonly items?: readonly JobItem[]
  /** When it is only known now. */
  readonly total?: number
  /** Replaces the job's summary. */
  readonly summary?: Readonly<Record<string, unknown>>
}

/**
 * A job being worked on. It may hold open readers and computed rows, but nothing that must survive: after a crash or a
 * batch that failed the job is opened again from its row.
 */
export type JobRun = {
  /** Reads and computes for the next batch, outside of any transaction; the place for whatever is slow. */
  readonly prepare?: (job: Job, size: number) => Promise<void>
  /** Does one batch. Nothing but the database may be awaited here. */
  readonly step: (batch: JobBatch) => Promise<StepOutcome>
  readonly close?: () => Promise<void>
}

/** Why a job has failed, as told to people: never a stack trace. */
export type JobProblem = { readonly code: string; readonly detail: string }

export type JobEnd =
  | { readonly state: 'done' | 'cancelled' }
  | { readonly state: 'failed'; readonly problem: JobProblem }

/** The job that carries a retry or an undo out. */
export type JobSuccessor = { readonly kind: string; readonly payload: unknown; readonly total: number }

export type SuccessorRequest = {
  readonly trx: Transaction<Database>
  readonly job: Job
  readonly by: AccountCaller
  readonly changeSeq: number
}

/** One kind of long work. Without `retry` or `undo` the kind cannot be retried or undone. */
export type JobHandler = {
  readonly kind: string
  /** Tables in which it writes about a row per name (besides the job's items). */
  readonly writes?: readonly (keyof Database)[]
  /**
   * Its steps may be of thousands of names where nobody waits: they end soon after `storage.hasOtherWriters()` becomes
   * true, or write little for each.
   */
  readonly isWatchful?: boolean
  readonly open: (job: Job) => JobRun | Promise<JobRun>
  /** In the transaction that ends the job, however it ends. */
  readonly onEnd?: (trx: Transaction<Database>, job: Job, end: JobEnd) => Promise<void>
  /** Does what failed or was not reached; checks that the caller still may. */
  readonly retry?: (request: SuccessorRequest) => Promise<JobSuccessor>
  readonly undo?: (request: SuccessorRequest) => Promise<JobSuccessor>
  /** Where only some jobs of the kind can be undone. */
  readonly canUndo?: (job: Job) => boolean
}

/** Ends a job at once as failed, without another attempt; `detail` is shown to people. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure'
  readonly problem: JobProblem

  constructor(code: string, detail: string) {
    super(detail)
    this.problem = { code, detail }
  }
}
