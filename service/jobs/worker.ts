import { parentPort, workerData } from 'node:worker_threads'
import { invariant } from '../../core/base/invariant.ts'
import { clockOf } from '../clock.ts'
import { describeError, makeLog } from '../log.ts'
import { openStorage } from '../storage/storage.ts'
import type { JobDeps } from './job-handler.ts'
import { allJobHandlers } from './job-handlers.ts'
import type { JobEngine } from './run-job.ts'
import { workOff } from './work-off.ts'
import type { FromWorker, ToWorker, WorkerSettings } from './worker-messages.ts'

/** Entry of a worker thread: jobs on a database connection of its own, so that requests never wait for them. */
async function serveJobs(settings: WorkerSettings): Promise<void> {
  invariant(parentPort, 'job workers run in a worker thread')
  const port = parentPort
  const tell = (message: FromWorker) => port.postMessage(message)
  const storage = openStorage(settings.target)
  const deps: JobDeps = { storage, clock: clockOf(settings.clock), log: makeLog(), isSandbox: settings.isSandbox }
  const end = new AbortController()
  const engine: JobEngine = {
    deps,
    handlers: new Map(allJobHandlers(deps).map((handler) => [handler.kind, handler])),
    stopped: end.signal,
    onProgress: (account) => tell({ kind: 'progress', account }),
    pause: nextTurn,
    retryDelaysMs: settings.retryDelaysMs,
  }
  let holds = 0
  const nameOwner = () => `${settings.name}.${holds++}`
  let wasCalled = true
  let call: () => void = () => undefined
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'stop') end.abort()
    wasCalled = true
    call()
  })
  while (!end.signal.aborted) {
    wasCalled = false
    try {
      await workOff(engine, nameOwner, (owner) => tell({ kind: 'hold', owner }))
    } catch (error) {
      // A database that is busy or gone for a moment; the runner calls again while there is work.
      deps.log.error('job worker', { error: describeError(error) })
    }
    if (end.signal.aborted) break
    tell({ kind: 'idle' })
    if (!wasCalled) await new Promise<void>((resolve) => (call = resolve))
  }
  await storage.close()
  port.close()
}

/** Between batches the thread hears what it was told, a stop for instance. */
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

await serveJobs(workerData as WorkerSettings)
