import { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { describeError, type Log } from '../log.ts'
import { type TurnMemory, writeTurns } from './dialects/write-turns.ts'
import type { Storage } from './storage.ts'

/** Pages in the write-ahead log that are worth a checkpoint: pages written again and again are folded in once. */
const WORTH_PAGES = 12_000
/** A log that long is read slowly. It begins anew only behind a checkpoint that no writer overtook. */
const LONG_PAGES = 48_000

/** How far a write-ahead log has grown, in pages, and how much of it stands in the file already. */
export type LogLength = { readonly pages: number; readonly folded: number }

export type Checkpoints = {
  /** Folds the log into the file where it has become long. Writers wait only where they have kept overtaking it. */
  readonly look: () => Promise<LogLength>
  readonly close: () => void
}

/** A connection that does nothing but checkpoints, for a thread of its own. */
export function openCheckpoints(file: string, memory: TurnMemory): Checkpoints {
  const db = new DatabaseSync(file)
  const turns = writeTurns(memory, 'job')
  db.exec('pragma synchronous = full; pragma journal_size_limit = 268435456')
  const checkpoint = (mode: 'noop' | 'passive'): LogLength => {
    const row = db.prepare(`pragma wal_checkpoint(${mode})`).get()
    return { pages: Number(row?.['log'] ?? 0), folded: Number(row?.['checkpointed'] ?? 0) }
  }
  return {
    look: async () => {
      const now = checkpoint('noop')
      if (now.pages - now.folded < WORTH_PAGES) return now
      const after = checkpoint('passive')
      if (after.pages < LONG_PAGES || after.folded === after.pages) return after
      const giveBack = await turns.take()
      try {
        return checkpoint('passive')
      } finally {
        giveBack()
      }
    },
    close: () => db.close(),
  }
}

/**
 * Keeps the write-ahead log of an embedded database short, in a thread of its own, so that no commit has to. Returns what
 * ends it; to be called before the storage is closed.
 */
export function startCheckpoints({ target }: Storage, log: Log, entry?: URL): () => Promise<void> {
  if (target.kind !== 'sqlite') return async () => undefined
  const worker = new Worker(entry ?? new URL('./checkpoint-worker.ts', import.meta.url), {
    workerData: { file: target.file, turns: target.turns },
  })
  worker.on('error', (error) => log.error('checkpoints ended', { error: describeError(error) }))
  worker.unref()
  return () =>
    new Promise((resolve) => {
      if (worker.threadId === -1) return resolve()
      worker.ref()
      worker.once('exit', () => resolve())
      worker.postMessage('end')
    })
}
