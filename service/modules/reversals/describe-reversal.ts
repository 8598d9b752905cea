import { toULabels } from '../../../core/domains/idna.ts'
import { wireYen } from '../../../core/money/yen-input.ts'
import type { ReversalRow } from './reversals.repository.ts'

export function describeReversal(row: ReversalRow) {
  return {
    id: row.id,
    name: row.name,
    unicodeName: toULabels(row.name),
    state: row.state,
    amount: wireYen(row.amount),
    charge: row.charge_entry,
    credit: row.credit_entry,
    creditNote: row.credit_note,
    requestedAt: row.requested_at,
    unlockedAt: row.unlocked_at,
    parkedAt: row.parked_at,
    relinquishedAt: row.relinquished_at,
  }
}
