import { threadId } from 'node:worker_threads'

/**
 * Whose turn it is to write to an embedded database, shared by the threads of the process. SQLite has one writer at a
 * time, and whoever finds it busy blocks the whole thread; the thread of the requests must never do that. The database's
 * own lock still decides: turns only keep threads from running into it.
 */
export type WriteTurns = {
  /** Waits for the turn without blocking the thread. Returns how to give it back. */
  readonly take: () => Promise<() => void>
}

/** Memory for the turns of one database: the thread that has the turn, and how many requests wait for it. */
export type TurnMemory = SharedArrayBuffer

const HOLDER = 0
const WAITING = 1
/** When a request last gave its turn back, in ms; it wraps. */
const LAST_REQUEST = 2
const NOBODY = 0
/** The main thread's id is 0. */
const holderOf = (thread: number) => thread + 1

/** `request` goes before `job`: a job has many batches, a person one request. */
export type TurnPriority = 'request' | 'job'

/** Nobody holds the database that long; if it happens all the same, the database's own lock has to decide. */
const PATIENCE_MS = 10_000
/** How long a job lets requests go first while the turn is free, so that it gets on however many there are. */
const JOB_COURTESY_MS = 15
/**
 * One request often writes several times: a job lets it end before it goes on, so that it waits for one batch, not for
 * three.
 */
const JOB_LINGER_MS = 3

/** So long after the last request that wrote, nobody is thought to be at work. */
const AT_WORK_MS = 500

/** Whether requests write these days: a job that holds the turn for long would be felt. */
export function areRequestsWriting(memory: TurnMemory): boolean {
  const cells = new Int32Array(memory)
  return Atomics.load(cells, WAITING) > 0 || sinceLastRequest(cells) < AT_WORK_MS
}

export function makeTurnMemory(): TurnMemory {
  return new SharedArrayBuffer(12)
}

export function writeTurns(memory: TurnMemory, priority: TurnPriority): WriteTurns {
  const cells = new Int32Array(memory)
  return {
    take: async () => {
      await (priority === 'job' ? takeBehindRequests(cells) : takeAsRequest(cells))
      return () => {
        if (priority === 'request') Atomics.store(cells, LAST_REQUEST, clockCell())
        freeTurnOf(memory, threadId)
      }
    },
  }
}

/** Gives back the turn of a thread, if it has it; for a thread that has died, which cannot do it itself. */
export function freeTurnOf(memory: TurnMemory, thread: number): void {
  const cells = new Int32Array(memory)
  Atomics.compareExchange(cells, HOLDER, holderOf(thread), NOBODY)
  Atomics.notify(cells, HOLDER)
}

const tryTake = (cells: Int32Array<SharedArrayBuffer>): boolean =>
  Atomics.compareExchange(cells, HOLDER, NOBODY, holderOf(threadId)) === NOBODY

async function takeAsRequest(cells: Int32Array<SharedArrayBuffer>): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS
  Atomics.add(cells, WAITING, 1)
  try {
    while (!tryTake(cells)) {
      const leftMs = giveUpAt - performance.now()
      if (leftMs <= 0) return
      const holder = Atomics.load(cells, HOLDER)
      if (holder !== NOBODY) await Atomics.waitAsync(cells, HOLDER, holder, leftMs).value
    }
  } finally {
    Atomics.sub(cells, WAITING, 1)
  }
}

/** A turn that becomes free goes to a request, however many jobs have waited for it. */
async function takeBehindRequests(cells: Int32Array<SharedArrayBuffer>): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS
  let isFreeSince: number | null = null
  for (;;) {
    const now = performance.now()
    if (now >= giveUpAt) return
    if (Atomics.load(cells, HOLDER) === NOBODY) {
      isFreeSince ??= now
      if ((!isRequestNear(cells) || now - isFreeSince >= JOB_COURTESY_MS) && tryTake(cells)) return
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

/** Whether a request waits, or one has just written and may go on. */
function isRequestNear(cells: Int32Array<SharedArrayBuffer>): boolean {
  return Atomics.load(cells, WAITING) > 0 || sinceLastRequest(cells) < JOB_LINGER_MS
}

/** In ms; long ago where no request has written yet. */
function sinceLastRequest(cells: Int32Array): number {
  const since = (clockCell() - Atomics.load(cells, LAST_REQUEST)) | 0
  return since >= 0 ? since : Number.POSITIVE_INFINITY
}

/** The clock that all threads share, as far as it fits a cell. */
const clockCell = () => Date.now() | 0
