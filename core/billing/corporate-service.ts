import type { IsoDate } from '../calendar/iso-date.ts'

export const PLANS = ['standard', 'corporate'] as const
export type Plan = (typeof PLANS)[number]

/**
 * Quotes, invoices on paper and month-end terms are open to all accounts until the corporate service begins, from then
 * on to accounts with the plan `corporate` only.
 */
export function isEligibleForCorporateTerms(plan: Plan, corporateServiceFrom: IsoDate | null, today: IsoDate): boolean {
  return plan === 'corporate' || corporateServiceFrom === null || today < corporateServiceFrom
}
