import { Worker } from 'node:worker_threads'
import { systemNow } from '../clock.ts'
import { describeError, type Log } from '../log.ts'

const CHECK_EVERY_MS = 3_600_000
const FIRST_CHECK_MS = 60_000

/** Backs the file up once a day in a thread of its own; returns what ends it. */
export function startDailyBackup(
  dataFolder: string,
  log: Log,
  entry: URL = new URL('./backup-worker.ts', import.meta.url),
): () => void {
  const run = () => {
    const worker = new Worker(entry, { workerData: { dataFolder, day: systemNow().slice(0, 10) } })
    worker.on('error', (error) => log.error('backup failed', { error: describeError(error) }))
    worker.unref()
  }
  const first = setTimeout(run, FIRST_CHECK_MS)
  const timer = setInterval(run, CHECK_EVERY_MS)
  first.unref()
  timer.unref()
  return () => {
    clearTimeout(first)
    clearInterval(timer)
  }
}
