import { z } from 'zod'
import type { StreamEvent } from './event-stream.ts'

/**
 * What of the account's data an event makes old: `desk` is what an operator sees of all accounts and of the issuer,
 * `names` are the accounts of the person, `work` is what a job was started from.
 */
export type Part = 'account' | 'desk' | 'names' | 'jobs' | 'work'

const changeSchema = z.object({ kinds: z.array(z.string()) })
const jobSchema = z.object({ state: z.string() })
const ENDED: readonly string[] = ['done', 'failed', 'cancelled']

/** What to read again after an event of the stream. One that cannot be read makes everything old. */
export function partsToReadAgain({ name, data }: StreamEvent): readonly Part[] {
  if (name === 'job') {
    const job = jobSchema.safeParse(parsed(data))
    return job.success && !ENDED.includes(job.data.state) ? ['jobs'] : ['jobs', 'work']
  }
  if (name !== 'change') return []
  const change = changeSchema.safeParse(parsed(data))
  if (!change.success) return ['account', 'names']
  const { kinds } = change.data
  const isOfDeskOnly = kinds.every((kind) => kind === 'operator')
  const mayRename = kinds.includes('operator') || kinds.includes('account')
  return [isOfDeskOnly ? 'desk' : 'account', ...(mayRename ? (['names'] as const) : [])]
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}
