import { z } from 'zod'
import { defineRoute } from './route.ts'
import { accountParams, idParams, instantSchema, jobRef, listOf, pageQuery } from './shapes.ts'

export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type JobState = (typeof JOB_STATES)[number]

/** Long work. `failures` holds the first 1,000 names that could not be done (10 in lists), each with its code. */
export const jobSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    state: z.enum(JOB_STATES),
    total: z.number().int(),
    done: z.number().int(),
    skipped: z.number().int(),
    failures: z.array(z.object({ name: z.string(), code: z.string() })),
    failureCounts: z.record(z.string(), z.number().int()),
    problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
    canCancel: z.boolean(),
    canRetry: z.boolean(),
    canUndo: z.boolean(),
    createdAt: instantSchema,
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    createdBy: z.string().nullable(),
    summary: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Job' })
export type JobDescription = z.output<typeof jobSchema>

export const listJobs = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/jobs',
  summary: 'Long work, newest first',
  tag: 'Jobs',
  access: 'jobs.read',
  params: accountParams,
  query: pageQuery.extend({ state: z.enum(JOB_STATES).optional() }),
  answers: { 200: listOf(jobSchema) },
})

export const getJob = defineRoute({
  method: 'get',
  path: '/api/accounts/{account}/jobs/{id}',
  summary: 'One job with its progress',
  tag: 'Jobs',
  access: 'jobs.read',
  params: idParams,
  answers: { 200: jobSchema },
})

export const cancelJob = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/jobs/{id}/cancel',
  summary: 'Stops a job after the batch it is in; what is done stays done',
  tag: 'Jobs',
  access: 'jobs.read',
  params: idParams,
  answers: { 200: jobSchema },
})

export const retryJob = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/jobs/{id}/retry',
  summary: 'Does the names that failed, or that a cancelled job did not reach, in a new job',
  tag: 'Jobs',
  access: 'jobs.read',
  params: idParams,
  answers: { 202: jobRef },
})

export const undoJob = defineRoute({
  method: 'post',
  path: '/api/accounts/{account}/jobs/{id}/undo',
  summary: 'Takes a job back, for the names that still have the value it set',
  tag: 'Jobs',
  access: 'jobs.read',
  params: idParams,
  answers: { 202: jobRef },
})
