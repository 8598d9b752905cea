import { isInScope, type ReaderScope } from '../../../core/access/reader-scope.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { compareWithHeld, type HeldName, type RowVerdict } from '../../../core/portfolio/import/compare-with-held.ts'
import type { ImportCandidate } from '../../../core/portfolio/import/import-candidate.ts'
import { newDomainFacts, type StoredDomain } from '../domains/domain-state.ts'
import { type ConnectionFinder, isTargetRefusal, type TargetRefusal } from './target-connections.ts'

/** What rows of one file are held against. */
export type AssessContext = {
  readonly asOf: IsoDate
  readonly scope: ReaderScope
  /** Who marks new names critical where the file says that they are; null when that person may not. */
  readonly marker: string | null
  readonly finder: ConnectionFinder
  /** Name of a connection by its id. */
  readonly connectionName: (id: string) => string
}

/**
 * What a row would do. `connection` is a connection's name. `not_in_scope`: the name is, or would be, one that the
 * person does not see. `critical_needs_confirmation`: nobody would renew a critical name any more, which takes typing it.
 */
export type Assessment =
  | { readonly kind: 'new'; readonly connection: string | null }
  | { readonly kind: 'held'; readonly held: StoredDomain; readonly verdict: RowVerdict }
  | { readonly kind: 'refused'; readonly code: 'not_in_scope' | 'critical_needs_confirmation' | TargetRefusal }

export function assessRow(
  candidate: ImportCandidate,
  held: StoredDomain | undefined,
  context: AssessContext,
): Assessment {
  const current = held && { ...held.state, connection: context.connectionName(held.state.connection) }
  const connection = context.finder.target(candidate, current?.connection ?? null)
  if (isTargetRefusal(connection)) return { kind: 'refused', code: connection }
  if (!held || !current) {
    const isSeen = isInScope(context.scope, scopeTarget(candidate, NOTHING_KNOWN, candidate))
    return isSeen ? { kind: 'new', connection } : { kind: 'refused', code: 'not_in_scope' }
  }
  const file = { asOf: context.asOf, connection }
  const verdict = isArchivedByUndo(held)
    ? compareWithHeld(listedAgain(candidate), unweighedHolding(current), file)
    : compareWithHeld(candidate, current, file)
  const isSeen =
    isInScope(context.scope, held.state) && isInScope(context.scope, scopeTarget(candidate, current, verdict.patch))
  if (!isSeen) return { kind: 'refused', code: 'not_in_scope' }
  if (letsGo(held, current.connection, verdict, context.finder))
    return { kind: 'refused', code: 'critical_needs_confirmation' }
  return { kind: 'held', held, verdict }
}

/** Whether a critical name would leave the portfolio, or the connection that orders its renewal, with what a file says. */
function letsGo(
  { state }: StoredDomain,
  connection: string,
  { patch }: RowVerdict,
  { ordersIn }: ConnectionFinder,
): boolean {
  if (state.critical === null || state.holding !== 'held') return false
  return (patch.holding ?? 'held') !== 'held' || (ordersIn(connection) && !ordersIn(patch.connection ?? connection))
}

/** What a row says of a name that is new, in the connection it goes to. */
export function factsOfNew(candidate: ImportCandidate, connection: string | null, context: AssessContext): RowVerdict {
  const verdict = compareWithHeld(candidate, NOTHING_KNOWN, { asOf: context.asOf, connection })
  return markerOf(candidate, context) === null ? verdict : marked(verdict)
}

/** Who marks a new name critical, as the file says that it is; null where nobody does. */
export function markerOf(candidate: ImportCandidate, { marker }: AssessContext): string | null {
  return candidate.critical === true ? marker : null
}

/**
 * A mark in a file protects a name from the day it comes in, when no rule or decision for it is there to be cancelled.
 * Of a name that is held it says nothing: what a person unmarked, after being asked twice, stays so.
 */
function marked(verdict: RowVerdict): RowVerdict {
  return { ...verdict, changes: [...verdict.changes, { field: 'critical', before: null, after: 'on' }] }
}

/** A name that an import had added and that was archived by undoing it comes back with the next file that lists it. */
function isArchivedByUndo(held: StoredDomain | undefined): boolean {
  return held?.state.holding === 'archived' && held.state.provenance['holding']?.source === 'import'
}

function listedAgain(candidate: ImportCandidate): ImportCandidate {
  return { ...candidate, holding: candidate.holding ?? 'held' }
}

/** The undo says nothing about the name itself, so that a file from before that day brings it back all the same. */
function unweighedHolding(known: HeldName): HeldName {
  const { holding: _undone, ...provenance } = known.provenance
  return { ...known, provenance }
}

const NOTHING_KNOWN: HeldName = newDomainFacts('')

function scopeTarget(
  { suffix }: ImportCandidate,
  known: HeldName,
  patch: { readonly [Field in 'department' | 'tags']?: HeldName[Field] | null | undefined },
) {
  return { suffix, department: patch.department ?? known.department, tags: patch.tags ?? known.tags }
}
