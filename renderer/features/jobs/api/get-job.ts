import { queryOptions } from '@tanstack/react-query'
import { getJob } from '../../../../core/contract/http/jobs.ts'
import { call } from '../../../data/call.ts'
import type { Job } from './list-jobs.ts'

const POLL_MS = 2_000

export function isFinished(job: Job): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled'
}

/** One job until it ends: told by the event stream, and asked for now and then in case the stream is broken. */
export const jobQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: [account, 'jobs', id],
    queryFn: ({ signal }) => call(getJob, { params: { account, id } }, { signal }),
    refetchInterval: ({ state }) => (state.data && isFinished(state.data) ? false : POLL_MS),
  })
