import type { z } from 'zod'
import { can } from '../../../core/access/can.ts'
import type * as contract from '../../../core/contract/http/connections.ts'
import { parseCutOffKeys } from '../../../core/renewal/cut-off-keys.ts'
import type { CutOff } from '../../../core/renewal/deadlines.ts'
import type { Gateway } from '../../../core/renewal/gateway.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { newId } from '../../ids.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import { invalidField, notFound, Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { PRICES_JOB } from '../domains/prices.job.ts'
import { countNamesByClass } from '../domains/scope-condition.ts'
import { reresolveCutOffs } from '../renewal-rules/class-store.ts'
import * as repository from './connections.repository.ts'
import { assertAllMayBeIn } from './sandbox-names.ts'

type Connection = z.output<typeof contract.connectionSchema>
type NewConnection = z.output<(typeof contract.postConnection)['body']>
type ConnectionPatch = z.output<(typeof contract.patchConnection)['body']>

/** Every connection of the account; `names` counts what the reader sees. */
export async function listConnections(deps: Deps, by: AccountCaller): Promise<readonly Connection[]> {
  const db = deps.storage.read
  const rows = await repository.listConnections(db, by.account)
  const cutOffs = await repository.listCutOffs(db, by.account)
  const names = await countNamesByConnection(deps, by)
  return rows.map((row) => describe(row, cutOffs.get(row.id) ?? {}, names.get(row.id) ?? 0))
}

async function countNamesByConnection(deps: Deps, by: AccountCaller): Promise<ReadonlyMap<string, number>> {
  const db = deps.storage.read
  const byClass = await countNamesByClass(db, by.account, by.actor.scope)
  const classes = await repository.listClassConnections(db, by.account)
  const names = new Map<string, number>()
  for (const { id, connection } of classes) names.set(connection, (names.get(connection) ?? 0) + (byClass.get(id) ?? 0))
  return names
}

export async function createConnection(deps: Deps, by: AccountCaller, body: NewConnection): Promise<Connection> {
  assertMayManage(by)
  assertGateway(deps, body.gateway)
  const cutOffs = parsedCutOffs(body.cutOffs ?? {})
  const now = deps.clock.now()
  const { name, registrar, gateway } = body
  const row = { account: by.account, id: newId(), name, registrar, gateway, created_at: now }
  const made = describe(row, cutOffs, 0)
  await deps.storage.transact(async (trx) => {
    await nextChange(trx, by.account, 'connections')
    if (await repository.findConnectionByName(trx, by.account, name)) throw nameTaken(name)
    await repository.insertConnection(trx, row)
    await repository.changeCutOffs(trx, by.account, row.id, cutOffs)
    await appendAudit(trx, by.account, {
      ...origin(by, now),
      action: 'connection.create',
      subject: row.id,
      after: made,
    })
  })
  deps.events.nudge(by.account)
  return made
}

/** Changes a connection. Where cut-offs move, classes follow at once and the deadlines of names in a job. */
export async function changeConnection(
  deps: Deps,
  by: AccountCaller,
  id: string,
  patch: ConnectionPatch,
): Promise<Connection & { readonly job?: { readonly id: string } }> {
  assertMayManage(by)
  if (patch.gateway !== undefined) assertGateway(deps, patch.gateway)
  const cutOffChanges = parsedCutOffs(patch.cutOffs ?? {})
  const names = (await countNamesByConnection(deps, by)).get(id) ?? 0
  const now = deps.clock.now()
  const changed = await deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, by.account, 'connections')
    const before = await repository.findConnection(trx, by.account, id)
    if (!before) throw notFound()
    const after = { ...before, ...definedOf(patch) }
    const namesake = await repository.findConnectionByName(trx, by.account, after.name)
    if (namesake && namesake.id !== id) throw nameTaken(after.name)
    if (after.gateway === 'sandbox' && before.gateway !== 'sandbox') await assertAllMayBeIn(trx, by.account, id)
    const cutOffsBefore = (await repository.listCutOffs(trx, by.account)).get(id) ?? {}
    await repository.updateConnection(trx, after)
    await repository.changeCutOffs(trx, by.account, id, cutOffChanges)
    const cutOffs = (await repository.listCutOffs(trx, by.account)).get(id) ?? {}
    const values = { before: describe(before, cutOffsBefore, names), after: describe(after, cutOffs, names) }
    await appendAudit(trx, by.account, { ...origin(by, now), action: 'connection.update', subject: id, ...values })
    const moved = await reresolveCutOffs(trx, by.account, id)
    const job = { account: by.account, payload: { connection: id }, total: 0, person: by.personId, changeSeq, at: now }
    // What can be ordered costs what the price list says, and nothing else does.
    if (before.gateway !== after.gateway) await enqueueJob(trx, { ...job, kind: PRICES_JOB })
    if (moved.length === 0) return values.after
    return { ...values.after, job: { id: await enqueueJob(trx, { ...job, kind: 'deadlines' }) } }
  })
  deps.jobs.wake()
  deps.events.nudge(by.account)
  return changed
}

function definedOf({ name, registrar, gateway }: ConnectionPatch) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(registrar === undefined ? {} : { registrar }),
    ...(gateway === undefined ? {} : { gateway }),
  }
}

/** A connection concerns every name in it, seen or not. */
function assertMayManage(by: AccountCaller): void {
  if (!can(by.actor, 'connections.manage', { kind: 'account' })) throw new Refusal('forbidden')
}

function assertGateway(deps: Deps, gateway: Gateway): void {
  if (gateway !== 'sandbox' || deps.isSandbox) return
  const detail = 'The simulated registry is only for test workspaces (started with --sandbox).'
  throw new Refusal('gateway_not_allowed', { detail, args: { gateway } })
}

function parsedCutOffs<T extends CutOff | null>(raw: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  const parsed = parseCutOffKeys(raw)
  if (parsed.ok) return parsed.value
  const [first = ''] = parsed.error
  throw invalidField(`/cutOffs/${first}`, 'bad_suffix', `"${first}" is not a domain suffix such as co.jp, nor "*".`)
}

function nameTaken(name: string): Refusal {
  return new Refusal('already_exists', { detail: `There is a connection "${name}" already.`, args: { name } })
}

function origin(by: AccountCaller, at: ReturnType<Deps['clock']['now']>) {
  return { at, person: by.personId, address: by.address, requestId: by.requestId }
}

function describe(row: repository.ConnectionRow, cutOffs: repository.CutOffs, names: number): Connection {
  const { id, name, registrar, gateway } = row
  return { id, name, registrar, gateway, cutOffs: { ...cutOffs }, names, createdAt: row.created_at }
}
