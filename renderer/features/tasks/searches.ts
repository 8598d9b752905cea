import { z } from 'zod'

export const TASK_STATES = ['open', 'confirmed', 'refused', 'withdrawn', 'all'] as const

/** Tasks in one state; with `of` those of another account than that of the address. */
export const tasksSearchSchema = z.object({
  state: z.enum(TASK_STATES).optional().catch(undefined),
  of: z.string().max(64).optional().catch(undefined),
  page: z.coerce.number().int().min(1).optional().catch(undefined),
})
export type TasksSearch = z.output<typeof tasksSearchSchema>
