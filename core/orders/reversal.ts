import { addDays, type IsoDate } from '../calendar/iso-date.ts'

/** The way of a reversal: asked for and paid back, unlocked, parked, gone. */
export const REVERSAL_STATES = ['requested', 'unlocked', 'parked', 'relinquished'] as const
export type ReversalState = (typeof REVERSAL_STATES)[number]

/** What an account has agreed to (S17): a last day, some days from the charge, both, or nothing. */
export type ReversalTerms = { readonly until: IsoDate | null; readonly days: number | null }

/** The last day on which a charge can be reversed, inclusive; with both terms the later one. Null: it cannot be. */
export function reversibleUntil(chargedOn: IsoDate, { until, days }: ReversalTerms): IsoDate | null {
  const byDays = days === null ? null : addDays(chargedOn, days)
  if (until === null || byDays === null) return until ?? byDays
  return until > byDays ? until : byDays
}
