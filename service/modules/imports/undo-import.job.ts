import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { can } from '../../../core/access/can.ts'
import { EVERYTHING, isInScope } from '../../../core/access/reader-scope.ts'
import type { Provenance } from '../../../core/domains/dated-fact.ts'
import { LOCKS } from '../../../core/domains/locks.ts'
import type {
  Job,
  JobBatch,
  JobDeps,
  JobHandler,
  JobItem,
  JobRun,
  JobSuccessor,
  SuccessorRequest,
} from '../../jobs/job-handler.ts'
import { findJob } from '../../jobs/jobs.repository.ts'
import { Refusal } from '../../refusal.ts'
import { findActor } from '../accounts/membership.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { doneItems } from '../bulk/bulk.repository.ts'
import { listConnections } from '../connections/connections.repository.ts'
import { newDomainFacts, type StoredDomain } from '../domains/domain-state.ts'
import { type DomainChange, updateDomains } from '../domains/domain-writer.ts'
import { findDomains } from '../domains/domains.repository.ts'
import { NAME_TABLES } from '../domains/name-tables.ts'
import { readWriteContext, type WriteContext } from '../domains/write-context.ts'
import { UNDO_JOB } from './apply-import.job.ts'
import { isStamped, type NameFacts, parseNameFacts } from './name-facts.ts'

/** `after`: the place behind which an undo goes on that ended early. */
const payloadSchema = z.object({ job: z.string(), after: z.number().int().default(0) })

/**
 * Takes an import back, name by name, where every fact is still the one the import set. Names that it added are
 * archived, where nobody has taken care of them since. The cursor is the last place.
 */
export function undoImportJob(deps: JobDeps): JobHandler {
  return { kind: UNDO_JOB, writes: NAME_TABLES, open: (job) => openRun(deps, job), retry: goOn }
}

/** The names that an undo which ended early did not reach. */
async function goOn({ job, by }: SuccessorRequest): Promise<JobSuccessor> {
  if (!can(by.actor, 'imports.run')) throw new Refusal('forbidden')
  const { job: undone, after } = payloadSchema.parse(job.payload)
  const payload = { job: undone, after: Number(job.cursor ?? after) }
  return { kind: UNDO_JOB, payload, total: Math.max(0, job.total - job.done - job.skipped) }
}

async function openRun(deps: JobDeps, job: Job): Promise<JobRun> {
  const payload = payloadSchema.parse(job.payload)
  const actor = job.person === null ? null : await findActor(deps.storage, job.person, job.account)
  const scope = actor?.scope ?? EVERYTHING
  const undone = await findJob(deps.storage.read, { account: job.account, id: payload.job })
  const endedAt = undone?.finished_at ?? ''
  return {
    step: (batch) =>
      undoBatch({ id: payload.job, after: payload.after, endedAt }, batch, ({ state }) => isInScope(scope, state)),
  }
}

type Return = { readonly item: JobItem; readonly change: DomainChange }

async function undoBatch(
  undone: { readonly id: string; readonly after: number; readonly endedAt: string },
  { trx, job, changeSeq, now, size }: JobBatch,
  isVisible: (name: StoredDomain) => boolean,
) {
  const items = await doneItems(trx, job.account, undone.id, Number(job.cursor ?? undone.after), size)
  const write = await readWriteContext(trx, { account: job.account, changeSeq, now })
  const names = await findDomains(trx, job.account, { ids: items.map(({ domain }) => domain) })
  const connections = new Map((await listConnections(trx, job.account)).map(({ id, name }) => [id, name]))
  const byId = new Map(names.map((name) => [name.id, name]))
  const returns: Return[] = []
  const left: JobItem[] = []
  for (const { n, domain, name, before, after } of items) {
    const held = byId.get(domain)
    const set = parseNameFacts(after ?? '{}')
    const isStill = held !== undefined && isVisible(held) && hasFacts(held, set, connections)
    if (!held || !isStill || (before === null && !isAsAdded(held, set, undone.endedAt))) {
      left.push({ n, domain, name, state: 'skipped', code: held ? 'changed_since' : 'unknown' })
      continue
    }
    const back = before === null ? ({ holding: 'archived' } as const) : shielded(held, parseNameFacts(before))
    const shown = before === null ? { holding: held.state.holding } : set
    returns.push({
      item: { n, domain, name, state: 'done', before: shown, after: back },
      change: { before: held, patch: returnPatch(held, back, connections, write) },
    })
  }
  await updateDomains(
    trx,
    write,
    returns.map(({ change }) => change),
  )
  if (returns.length > 0) {
    const after = { names: returns.map(({ item }) => item.name) }
    await appendAudit(trx, job.account, { at: now, person: job.person, action: 'import.undo', job: job.id, after })
  }
  const last = items.at(-1)
  return {
    cursor: last ? String(last.n) : job.cursor,
    done: returns.length,
    skipped: left.length,
    isFinished: items.length < size,
    items: [...returns.map(({ item }) => item), ...left],
    summary: { undoes: undone.id },
  }
}

/** What would let a name lapse does not come back to one that was marked critical afterwards. */
function shielded({ state: { critical } }: StoredDomain, { decision, ...back }: NameFacts): NameFacts {
  if (!decision) return back
  const isOlder = critical !== null && decision.mode === 'expire' && decision.at < critical.at
  return isOlder ? back : { ...back, decision }
}

type ConnectionNames = ReadonlyMap<string, string>

/** Whether the name still has every fact that the import set. Locks it did not state may have followed from statuses. */
function hasFacts({ state }: StoredDomain, { locks, ...set }: NameFacts, connections: ConnectionNames): boolean {
  const now = { ...state, connection: connections.get(state.connection) }
  const isSame = ([field, value]: readonly [string, unknown]) =>
    isDeepStrictEqual(now[field as keyof NameFacts] ?? null, value)
  const hasLocks = LOCKS.every((lock) => (locks?.[lock] ?? null) === null || locks?.[lock] === state.locks[lock])
  return hasLocks && Object.entries(set).every(isSame)
}

const UNSTATED = ['registryExpiresOn', 'paidThroughOn', 'registeredOn', 'registrarAutoRenew', 'nameServers'] as const
const CARE = ['price', 'department', 'tags', 'note', 'rule', 'decision', 'release', 'holding'] as const
const NOTHING_KNOWN = newDomainFacts('')

/** Whether nobody has stated or decided anything about a name since it was added; the file may have marked it itself. */
function isAsAdded({ state }: StoredDomain, set: NameFacts, endedAt: string): boolean {
  const isMarkedSince = state.critical !== null && state.critical.at > endedAt
  const isUnstated = (field: keyof typeof NOTHING_KNOWN) =>
    field in set || isDeepStrictEqual(state[field], NOTHING_KNOWN[field])
  return !isMarkedSince && UNSTATED.every(isUnstated) && CARE.every(isUnstated)
}

/** Facts that are put back are what a person states today; an archived addition can be taken in by a later import. */
function returnPatch(
  { state }: StoredDomain,
  back: NameFacts,
  connections: ConnectionNames,
  { today }: WriteContext,
): DomainChange['patch'] {
  const source: Provenance['source'] = 'holding' in back && Object.keys(back).length === 1 ? 'import' : 'manual'
  const stated = Object.keys(back).filter((field) => !isStamped(field))
  const sources = stated.map((field) => [field, { source, asOf: today }] as const)
  const { connection, ...facts } = back
  const id = [...connections].find(([, name]) => name === connection)?.[0]
  return {
    ...facts,
    ...(id === undefined ? {} : { connection: id }),
    provenance: { ...state.provenance, ...Object.fromEntries(sources) },
  }
}
