import type { Money } from '../../../core/money/money.ts'
import type { CutOff } from '../../../core/renewal/deadlines.ts'
import type { JsonColumns } from '../../storage/json-rows.ts'
import type { DomainRow, DomainState } from './domain-state.ts'
import { deadlinesOf, type SettledDomain } from './settle-domain.ts'
import type { WriteContext } from './write-context.ts'

/** The columns that the writer fills, besides those the database gives out and the one that orders set. */
export type WritableRow = Omit<DomainRow, 'account' | 'id' | 'blocked' | 'updated_at' | 'change_seq'>
export type WritableColumn = keyof WritableRow

export const DOMAIN_COLUMNS = {
  name: 'text',
  unicode_name: 'text',
  is_idn: 'int',
  class_id: 'int',
  registry_expires_on: 'text',
  registry_expires_at: 'text',
  paid_through_on: 'text',
  expires_on: 'text',
  decide_by: 'text',
  as_of: 'text',
  state_until: 'text',
  registered_on: 'text',
  department: 'text',
  tags: 'text',
  lock_level: 'text',
  lock_transfer: 'int',
  lock_update: 'int',
  lock_delete: 'int',
  lock_renew: 'int',
  price_currency: 'text',
  price_minor: 'int',
  cost_currency: 'text',
  cost_minor: 'int',
  name_servers: 'text',
  registry_statuses: 'text',
  note: 'text',
  rule_by: 'text',
  rule_at: 'text',
  decision_for: 'text',
  decision_by: 'text',
  decision_at: 'text',
  decision_via: 'text',
  critical_by: 'text',
  critical_at: 'text',
  release_for: 'text',
  release_by: 'text',
  release_at: 'text',
  provenance: 'text',
} as const satisfies JsonColumns & Readonly<Record<WritableColumn, 'int' | 'text'>>

/** A settled name as its row, in the class that its key has, with what its renewal costs. */
export function rowOf(
  settled: SettledDomain,
  renewalClass: { readonly id: number; readonly cutOff: CutOff },
  price: Money | null,
  context: WriteContext,
): WritableRow {
  const { state } = settled
  return {
    name: state.name,
    unicode_name: state.unicodeName,
    is_idn: state.unicodeName === state.name ? 0 : 1,
    class_id: renewalClass.id,
    registry_expires_on: state.registryExpiresOn,
    registry_expires_at: state.registryExpiresAt,
    paid_through_on: state.paidThroughOn,
    expires_on: settled.expiresOn,
    decide_by: deadlinesOf(state, renewalClass.cutOff, context.terms)?.decideBy ?? null,
    as_of: settled.expiryProvenance?.asOf ?? null,
    state_until: settled.stateUntil,
    registered_on: state.registeredOn,
    department: state.department,
    tags: listJson(state.tags),
    lock_level: settled.lockLevel,
    lock_transfer: stored(state.locks.transfer),
    lock_update: stored(state.locks.update),
    lock_delete: stored(state.locks.delete),
    lock_renew: stored(state.locks.renew),
    price_currency: price?.currency ?? null,
    price_minor: price?.minor ?? null,
    cost_currency: state.price?.currency ?? null,
    cost_minor: state.price?.minor ?? null,
    name_servers: listJson(state.nameServers),
    registry_statuses: listJson(state.statuses),
    note: state.note,
    rule_by: state.rule?.by ?? null,
    rule_at: state.rule?.at ?? null,
    decision_for: state.decision?.forExpiry ?? null,
    decision_by: state.decision?.by ?? null,
    decision_at: state.decision?.at ?? null,
    decision_via: state.decision?.via ?? null,
    critical_by: state.critical?.by ?? null,
    critical_at: state.critical?.at ?? null,
    release_for: state.release?.forExpiry ?? null,
    release_by: state.release?.by ?? null,
    release_at: state.release?.at ?? null,
    provenance: originsJson(state.provenance),
  }
}

function listJson(values: readonly string[]): string {
  return values.length === 0 ? '[]' : JSON.stringify(values)
}

type Origins = DomainState['provenance']

/** Names that come in with one file share their origins, which are put into JSON once for all that follow one another. */
let last: { readonly origins: Origins; readonly json: string } = { origins: {}, json: '{}' }

function originsJson(origins: Origins): string {
  if (last.origins !== origins) last = { origins, json: JSON.stringify(origins) }
  return last.json
}

function stored(truth: boolean | null): number | null {
  return truth === null ? null : Number(truth)
}
