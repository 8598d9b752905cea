import { setTimeout as sleep } from 'node:timers/promises'
import type { JobDeps, JobHandler } from '../../service/jobs/job-handler.ts'
import { allJobHandlers } from '../../service/jobs/job-handlers.ts'
import { nextDueAt } from '../../service/jobs/jobs.repository.ts'
import type { JobEngine } from '../../service/jobs/run-job.ts'
import { workOff } from '../../service/jobs/work-off.ts'

let holds = 0

/** Runs jobs in the test's own thread until nothing is left to do, second attempts of failed batches included. */
export async function settleJobs(deps: JobDeps, handlers: readonly JobHandler[] = allJobHandlers(deps)): Promise<void> {
  const engine = inlineEngine(deps, handlers)
  for (;;) {
    await workOff(engine, () => `inline.${holds++}`)
    if ((await nextDueAt(deps.storage.read)) === null) return
    await sleep(5)
  }
}

/** An engine without threads; batches that fail are tried again at once. */
export function inlineEngine(deps: JobDeps, handlers: readonly JobHandler[]): JobEngine {
  return {
    deps,
    handlers: new Map(handlers.map((handler) => [handler.kind, handler])),
    stopped: new AbortController().signal,
    onProgress: () => undefined,
    pause: async () => undefined,
    retryDelaysMs: [0, 0, 0, 0],
  }
}
