import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { type jobSchema, listJobs } from '../../../../core/contract/http/jobs.ts'
import { call } from '../../../data/call.ts'

export type Job = z.output<typeof jobSchema>

const SHOWN = 10

/** The latest long work of the account; the event stream says when to read it again. */
export const recentJobsQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'jobs', 'recent'],
    queryFn: ({ signal }) => call(listJobs, { params: { account }, query: { limit: SHOWN } }, { signal }),
  })
