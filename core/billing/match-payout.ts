import type { MinorUnits } from '../money/money.ts'
import type { PayerKey } from './payer-name.ts'
import { accountsWithCutName, type PayerIndex } from './paying-accounts.ts'

/** Money that went out; banks name its receiver as the payer of a transfer or in the summary, often cut short. */
export type OutgoingMoney = { readonly amount: MinorUnits; readonly receivers: readonly PayerKey[] }

/** More proposals help nobody to decide. */
const MOST_PROPOSALS = 5

/**
 * Accounts that the money may have been paid back to: those that are called so, whole names first, and have as much
 * available. Nothing for fees and whatever else leaves a bank account.
 */
export function proposeRefunds(
  { amount, receivers }: OutgoingMoney,
  index: PayerIndex,
  available: ReadonlyMap<string, number>,
): readonly string[] {
  const named = receivers.filter((name) => name !== '')
  const whole = named.flatMap((name) => index.byName.get(name) ?? [])
  const cut = named.flatMap((name) => accountsWithCutName(index, name))
  return [...new Set([...whole, ...cut])]
    .filter((account) => amount > 0 && (available.get(account) ?? 0) >= amount)
    .slice(0, MOST_PROPOSALS)
}
