import { deadlinesJob } from '../modules/domains/deadlines.job.ts'
import type { JobDeps, JobHandler } from './job-handler.ts'

/** Every kind of job. A module with long work adds its handlers here; its folder holds the code. */
export function allJobHandlers(deps: JobDeps): readonly JobHandler[] {
  return [deadlinesJob(deps)]
}
