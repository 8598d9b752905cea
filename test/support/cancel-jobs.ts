import type { JobDescription } from '../../core/contract/http/jobs.ts'
import { allJobHandlers } from '../../service/jobs/job-handlers.ts'
import { workOff } from '../../service/jobs/work-off.ts'
import { readJob } from './bulk.ts'
import { inlineEngine } from './settle-jobs.ts'
import type { TestApi } from './test-api.ts'

/** Begins the queued jobs and cancels one of them after its first batch; answers with that one. */
export async function cancelAfterOneBatch(api: TestApi, id: string): Promise<JobDescription> {
  const engine = {
    ...inlineEngine(api.deps, allJobHandlers(api.deps)),
    pause: async () => {
      await api.post(`/jobs/${id}/cancel`)
    },
  }
  await workOff(engine, () => 'test')
  return readJob(api, id)
}
