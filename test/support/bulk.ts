import { expect } from 'vitest'
import type { z } from 'zod'
import type { bulkPreviewSchema } from '../../core/contract/http/bulk.ts'
import type { JobDescription } from '../../core/contract/http/jobs.ts'
import type { Member } from './members.ts'
import type { TestApi } from './test-api.ts'

export type BulkPreview = z.output<typeof bulkPreviewSchema>
type Caller = Pick<Member, 'post'>

/** Previews a bulk change of some names, which has to be accepted. */
export async function previewOf(
  caller: Caller,
  names: readonly string[],
  action: string,
  params: object = {},
): Promise<BulkPreview> {
  const body = { selection: { names }, action, params, dryRun: true }
  const answer = await caller.post<BulkPreview>('/domains/bulk', body)
  expect(answer).toMatchObject({ status: 200 })
  return answer.body
}

/** Queues the job that carries a preview out. */
export async function startBulk(caller: Caller, previewId: string): Promise<string> {
  const answer = await caller.post<{ job: { id: string } }>('/domains/bulk', { previewId })
  expect(answer).toMatchObject({ status: 202 })
  return answer.body.job.id
}

/** Previews a change, carries it out, and answers with the job as it ended. */
export async function runBulk(
  api: TestApi,
  names: readonly string[],
  action: string,
  params: object = {},
): Promise<JobDescription> {
  const { previewId } = await previewOf(api, names, action, params)
  const id = await startBulk(api, previewId)
  await api.settleJobs()
  return readJob(api, id)
}

export async function readJob(api: TestApi, id: string): Promise<JobDescription> {
  return (await api.get<JobDescription>(`/jobs/${id}`)).body
}

/** Undoes or retries a job and answers with the job that did it. */
export async function follow(api: TestApi, id: string, how: 'undo' | 'retry'): Promise<JobDescription> {
  const answer = await api.post<{ job: { id: string } }>(`/jobs/${id}/${how}`)
  expect(answer).toMatchObject({ status: 202 })
  await api.settleJobs()
  return readJob(api, answer.body.job.id)
}
