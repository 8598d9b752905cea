import type { IsoDate } from '../calendar/iso-date.ts'
import { isEligibleForCorporateTerms, type Plan } from './corporate-service.ts'
import type { DocumentSeries } from './document-number.ts'

export const DELIVERIES = ['mail', 'post'] as const
/** How a document reaches its recipient. Either way it can be had as a file. */
export type Delivery = (typeof DELIVERIES)[number]

/** What is sent to a customer; a receipt is handed over as a file. */
const DELIVERED_SERIES: readonly DocumentSeries[] = ['invoice', 'statement', 'balanceRequest', 'creditNote', 'quote']

/** Why a document cannot go out in one of the two ways. */
export const DELIVERY_OBSTACLES = [
  'corporate_plan_required',
  'postal_address_missing',
  'billing_email_missing',
  'not_delivered',
] as const
export type DeliveryObstacle = (typeof DELIVERY_OBSTACLES)[number]

/** What an account has agreed to and given, as far as delivery depends on it. */
export type DeliveryTerms = {
  readonly plan: Plan
  readonly corporateServiceFrom: IsoDate | null
  readonly email: string | null
  readonly postalAddress: string | null
}

/**
 * Mail is open to everybody with an address for it; paper to all until the corporate service begins, from then on to the
 * corporate plan only. Null where nothing stands in the way; `series` null for all documents to come.
 */
export function deliveryObstacle(
  delivery: Delivery,
  series: DocumentSeries | null,
  terms: DeliveryTerms,
  today: IsoDate,
): DeliveryObstacle | null {
  if (series !== null && !DELIVERED_SERIES.includes(series)) return 'not_delivered'
  if (delivery === 'mail') return terms.email === null ? 'billing_email_missing' : null
  if (!isEligibleForCorporateTerms(terms.plan, terms.corporateServiceFrom, today)) return 'corporate_plan_required'
  return terms.postalAddress === null ? 'postal_address_missing' : null
}

/** How the documents of a closing go out: a wish for paper holds as long as the account is entitled to it. */
export function deliveryOfClosing(
  wished: Delivery,
  plan: Plan,
  corporateServiceFrom: IsoDate | null,
  issuedOn: IsoDate,
): Delivery {
  return isEligibleForCorporateTerms(plan, corporateServiceFrom, issuedOn) ? wished : 'mail'
}
