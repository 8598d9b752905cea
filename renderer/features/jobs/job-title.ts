import type { english } from '../../i18n/catalogues.ts'
import type { Job } from './api/list-jobs.ts'

type Kinds = keyof typeof english.jobs.kinds
type Actions = keyof typeof english.jobs.actions
export type JobTitleKey = `kinds.${Kinds}` | `actions.${Actions}`

const KINDS: Readonly<Record<string, Kinds>> = {
  bulk: 'bulk',
  bulkUndo: 'bulkUndo',
  'imports.check': 'importCheck',
  'imports.apply': 'importApply',
  'imports.undo': 'importUndo',
  'imports.clean': 'importClean',
  decisions: 'decisions',
  deadlines: 'deadlines',
  orders: 'orders',
  prices: 'prices',
}

const ACTIONS: Readonly<Record<string, Actions>> = {
  setRenewal: 'setRenewal',
  clearRenewal: 'clearRenewal',
  decide: 'decide',
  setCritical: 'setCritical',
  setLocks: 'setLocks',
  setTags: 'setTags',
  setDepartment: 'setDepartment',
  setNameServers: 'setNameServers',
  renew: 'renew',
}

/** The catalogue's key for what a job does; kinds that this version does not know are named in general. */
export function jobTitleKey({ kind, summary }: Pick<Job, 'kind' | 'summary'>): JobTitleKey {
  const action = typeof summary['action'] === 'string' ? ACTIONS[summary['action']] : undefined
  if (kind === 'bulk' && action) return `actions.${action}`
  return `kinds.${KINDS[kind] ?? 'other'}`
}
