import { Worker } from 'node:worker_threads'
import { describeError, type Log } from '../log.ts'
import { isDamageNoted } from './damage.ts'
import type { Storage } from './storage.ts'

/** Long enough after the start for the first pages to have been shown. */
const FIRST_CHECK_MS = 30_000
const CHECK_EVERY_MS = 24 * 3_600_000

type FileCheckOptions = {
  /** The bundled entry of the thread. */
  readonly entry?: URL | undefined
  /** Whether the process before was killed: what else its end may have done to the file is looked for at once. */
  readonly isAfterKill?: boolean
}

/**
 * Checks an embedded database's file soon after the start, or at once, and then once a day, in a thread and over a
 * connection of its own: nobody waits for it, and damage in pages that nobody has asked for is known before somebody
 * needs them. Returns what ends it; a table that is being looked at is looked at to its end, so that nothing waits for
 * that either.
 */
export function startFileChecks({ target }: Storage, log: Log, options: FileCheckOptions = {}): () => void {
  if (target.kind !== 'sqlite') return () => undefined
  const entry = options.entry ?? new URL('./check-worker.ts', import.meta.url)
  let worker: Worker | null = null
  const run = () => {
    if (worker !== null || isDamageNoted(target.damage)) return
    worker = new Worker(entry, { workerData: { file: target.file, damage: target.damage } })
    worker.on('error', (error) => log.error('the check of the database file failed', { error: describeError(error) }))
    worker.on('exit', () => {
      worker = null
      if (isDamageNoted(target.damage)) log.error('the database file is damaged', { file: target.file })
    })
    worker.unref()
  }
  const first = setTimeout(run, options.isAfterKill ? 0 : FIRST_CHECK_MS)
  const timer = setInterval(run, CHECK_EVERY_MS)
  first.unref()
  timer.unref()
  return () => {
    clearTimeout(first)
    clearInterval(timer)
    void worker?.terminate()
  }
}
