import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { openCheckpoints } from './checkpoints.ts'

/** How often the log is looked at. */
const LOOK_EVERY_MS = 100

const { file, turns } = z.object({ file: z.string(), turns: z.instanceof(SharedArrayBuffer) }).parse(workerData)
const ending = new AbortController()
parentPort?.once('message', () => ending.abort())

const checkpoints = openCheckpoints(file, turns)
try {
  while (!ending.signal.aborted) {
    await checkpoints.look()
    await sleep(LOOK_EVERY_MS)
  }
} finally {
  checkpoints.close()
  parentPort?.close()
}
