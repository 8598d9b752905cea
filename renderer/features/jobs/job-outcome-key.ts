import type { english } from '../../i18n/catalogues.ts'
import type { Job } from './api/list-jobs.ts'

type Outcome = keyof typeof english.jobs.outcomes

/** The catalogue's key under `jobs:outcomes` for how a job ended. */
export function outcomeOf({ kind, state }: Pick<Job, 'kind' | 'state'>): Outcome {
  if (state === 'cancelled') return 'cancelled'
  if (state !== 'done') return 'failed'
  return kind === 'bulkUndo' || kind === 'imports.undo' ? 'undone' : 'done'
}
