import type { english } from '../../i18n/catalogues.ts'
import type { Job } from './api/list-jobs.ts'

type JobTitleKey = `kinds.${keyof typeof english.jobs.kinds}`

const TITLES: Readonly<Record<string, JobTitleKey>> = {
  bulk: 'kinds.bulk',
  bulkUndo: 'kinds.bulkUndo',
  import: 'kinds.import',
  decisions: 'kinds.decisions',
  deadlines: 'kinds.deadlines',
}

/** The catalogue's key for what a job does; kinds that this version does not know are named in general. */
export function jobTitleKey({ kind }: Pick<Job, 'kind'>): JobTitleKey {
  return TITLES[kind] ?? 'kinds.other'
}
