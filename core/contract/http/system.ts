import { z } from 'zod'
import { defineRoute } from './route.ts'
import { instantSchema } from './shapes.ts'

export const STORAGE_PROBLEMS = ['unavailable', 'full', 'damaged'] as const
export type StorageProblem = (typeof STORAGE_PROBLEMS)[number]

export const healthSchema = z
  .object({
    /** `degraded`: changes may not be saved, and `problem` says why. */
    status: z.enum(['ok', 'degraded']),
    /** `unavailable`: the database does not answer; `full`: its disk is full; `damaged`: it has lost data. */
    problem: z.enum(STORAGE_PROBLEMS).nullable(),
    version: z.string(),
    database: z.enum(['sqlite', 'postgres']),
    isSetUp: z.boolean(),
    isSandbox: z.boolean(),
    setupCodeRequired: z.boolean(),
    clock: z.object({ now: instantSchema, isSetByHand: z.boolean() }),
  })
  .meta({ id: 'Health' })

export const getHealth = defineRoute({
  method: 'get',
  path: '/api/health',
  summary: 'Whether the service answers, and what kind of workspace it serves',
  tag: 'System',
  access: 'public',
  answers: { 200: healthSchema },
})

export const getOpenApi = defineRoute({
  method: 'get',
  path: '/api/openapi.json',
  summary: 'This description (OpenAPI 3.1)',
  tag: 'System',
  access: 'public',
  answers: { 200: z.looseObject({ openapi: z.string() }) },
})
