import type { Transaction } from 'kysely'
import type { Provenance } from '../../../core/domains/dated-fact.ts'
import type { HeldPatch, RowVerdict } from '../../../core/portfolio/import/compare-with-held.ts'
import type { ImportCandidate } from '../../../core/portfolio/import/import-candidate.ts'
import { UNASSIGNED } from '../../../core/portfolio/unassigned.ts'
import type { JobItem } from '../../jobs/job-handler.ts'
import type { Database } from '../../storage/database.ts'
import { ensureConnections } from '../connections/ensure-connections.ts'
import type { DomainState, Stamp, StoredDomain } from '../domains/domain-state.ts'
import { newDomainFacts } from '../domains/domain-state.ts'
import { type DomainChange, insertDomains, updateDomains } from '../domains/domain-writer.ts'
import type { WriteContext } from '../domains/write-context.ts'
import { type AssessContext, assessRow, factsOfNew, markerOf } from './assess-row.ts'
import { findHeld } from './import-reading.ts'
import type { Verdict } from './imports.repository.ts'
import { endingWith } from './name-facts.ts'
import { REPEATED_ROW, type ReadRow } from './stage-rows.ts'

/** A row that is to be applied, with what the check had said about it. */
export type ApprovedRow = { readonly n: number; readonly candidate: ImportCandidate; readonly shown: Verdict }

export type AppliedBatch = {
  readonly items: readonly JobItem[]
  /** Rows that were shown as a change and did nothing: somebody had done the same, or it is a conflict by now. */
  readonly skipped: number
  readonly added: readonly string[]
  readonly changed: readonly string[]
}

/** Rows that the check found fit to apply; conflicts only when they are to be taken. */
export function approvedRows(
  batch: readonly ReadRow[],
  verdicts: ReadonlyMap<number, { readonly verdict: Verdict; readonly code: string | null }>,
  takesConflicts: boolean,
): readonly ApprovedRow[] {
  return batch.flatMap(({ n, read }) => {
    const shown = verdicts.get(n)
    if (!read.ok || !shown || shown.verdict === 'refused' || shown.code === REPEATED_ROW) return []
    const isTaken = shown.verdict !== 'conflict' || (takesConflicts && shown.code === 'date_backwards')
    return isTaken ? [{ n, candidate: read.value, shown: shown.verdict }] : []
  })
}

/**
 * Applies rows to the names as they are now, which may be otherwise than when the rows were checked: each is held against
 * its name again, and only what still is a change is written.
 */
export async function applyRows(
  trx: Transaction<Database>,
  write: WriteContext,
  rows: readonly ApprovedRow[],
  context: AssessContext,
  takesConflicts: boolean,
): Promise<AppliedBatch> {
  const held = await findHeld(
    trx,
    write.account,
    rows.map(({ candidate }) => candidate.name),
  )
  const additions: Addition[] = []
  const updates: Update[] = []
  const failures: JobItem[] = []
  let skipped = 0
  for (const row of rows) {
    const assessment = assessRow(row.candidate, held.get(row.candidate.name), context)
    if (assessment.kind === 'refused') failures.push(failure(row, assessment.code, 0))
    else if (assessment.kind === 'new') additions.push(additionOf(row, assessment.connection, context))
    else if (assessment.verdict.kind === 'conflict' && !takesConflicts)
      failures.push(failure(row, 'date_backwards', assessment.held.id))
    else if (isNews(assessment.verdict)) updates.push({ row, held: assessment.held, verdict: assessment.verdict })
    else if (row.shown !== 'same') skipped += 1
  }
  const ids = await connectionIds(trx, write, additions, updates)
  const originsOf = importOrigins(context.asOf)
  const states = additions.map((addition) => newState(addition, ids, originsOf, markOf(addition, context, write)))
  const changes = updates.map((update) => changeOf(update, ids, originsOf))
  const made = await insertDomains(trx, write, states)
  await updateDomains(trx, write, changes)
  const items = [
    ...additions.map(({ row, verdict }) => addedItem(row, made.get(row.candidate.name) ?? 0, verdict.patch)),
    ...updates.filter(({ verdict }) => verdict.changes.length > 0).map((update) => changedItem(update, context)),
    ...failures,
  ]
  return {
    items,
    skipped,
    added: states.map(({ name }) => name),
    changed: updates.filter(({ verdict }) => verdict.changes.length > 0).map(({ held: { state } }) => state.name),
  }
}

type Addition = { readonly row: ApprovedRow; readonly connection: string; readonly verdict: RowVerdict }

function additionOf(row: ApprovedRow, connection: string | null, context: AssessContext): Addition {
  const verdict = factsOfNew(row.candidate, connection, context)
  return { row, connection: connection ?? UNASSIGNED, verdict }
}

type Update = { readonly row: ApprovedRow; readonly held: StoredDomain; readonly verdict: RowVerdict }

function isNews({ changes, freshened }: RowVerdict): boolean {
  return changes.length > 0 || freshened.length > 0
}

function failure({ n, candidate }: ApprovedRow, code: string, domain: number): JobItem {
  return { n, domain, name: candidate.name, state: 'failed', code }
}

async function connectionIds(
  trx: Transaction<Database>,
  write: WriteContext,
  additions: readonly Addition[],
  updates: readonly Update[],
): Promise<ReadonlyMap<string, string>> {
  const names = [
    ...additions.map(({ connection }) => connection),
    ...updates.flatMap(({ verdict }) => verdict.patch.connection ?? []),
  ]
  return ensureConnections(trx, write, [...new Set(names)])
}

function newState(
  { row: { candidate }, connection, verdict }: Addition,
  ids: ReadonlyMap<string, string>,
  originsOf: OriginsOf,
  critical: Stamp | null,
): DomainState {
  const { name, unicodeName, suffix } = candidate
  const connectionId = ids.get(connection) ?? ''
  return {
    ...newDomainFacts(connectionId),
    ...verdict.patch,
    connection: connectionId,
    critical,
    name,
    unicodeName,
    suffix,
    provenance: originsOf(verdict),
  }
}

function markOf({ row }: Addition, context: AssessContext, { now }: WriteContext): Stamp | null {
  const by = markerOf(row.candidate, context)
  return by === null ? null : { by, at: now }
}

function changeOf({ held, verdict }: Update, ids: ReadonlyMap<string, string>, originsOf: OriginsOf): DomainChange {
  const { connection, ...facts } = verdict.patch
  const moved = connection === undefined ? {} : { connection: ids.get(connection) ?? held.state.connection }
  const provenance = { ...held.state.provenance, ...originsOf(verdict) }
  return { before: held, patch: { ...facts, ...moved, provenance } }
}

type OriginsOf = (verdict: RowVerdict) => Readonly<Record<string, Provenance>>

/** The origin of what rows of one file say; rows that say something about the same facts share one. */
function importOrigins(asOf: Provenance['asOf']): OriginsOf {
  const known = new Map<string, Readonly<Record<string, Provenance>>>()
  return ({ changes, freshened }) => {
    const fields = [...changes.map(({ field }) => field), ...freshened].filter((field) => field !== 'critical')
    const key = fields.join()
    const found = known.get(key)
    if (found) return found
    const made = Object.fromEntries(fields.map((field) => [field, { source: 'import' as const, asOf }]))
    known.set(key, made)
    return made
  }
}

function addedItem({ n, candidate }: ApprovedRow, domain: number, patch: HeldPatch): JobItem {
  return { n, domain, name: candidate.name, state: 'done', before: null, after: patch }
}

function changedItem({ row, held: { id, state }, verdict }: Update, { connectionName }: AssessContext): JobItem {
  const known: Required<HeldPatch> = { ...state, connection: connectionName(state.connection) }
  const before = Object.fromEntries(Object.keys(verdict.patch).map((field) => [field, known[field as keyof HeldPatch]]))
  const ended = endingWith(state, verdict.patch)
  const without = Object.fromEntries(Object.keys(ended).map((field) => [field, null]))
  const facts = { before: { ...before, ...ended }, after: { ...verdict.patch, ...without } }
  return { n: row.n, domain: id, name: state.name, state: 'done', ...facts }
}
