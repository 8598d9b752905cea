/** Why a registry, a registrar or the person who works there did not do what was ordered. */
export const REFUSAL_CODES = [
  'bad_auth_code',
  'already_registered',
  'not_registered',
  'not_sponsor',
  'not_renewable',
  'not_transferable',
  'out_of_range',
  'refused_by_operator',
  'registrar_billing',
  'registry_policy',
  'status_prohibits',
  'transfer_pending',
  'unsupported',
] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

/** What EPP result codes mean (RFC 5730, `epp.xsd`); those that are left out say nothing about the order itself. */
const REFUSAL_OF_RESULT: Readonly<Record<number, RefusalCode>> = {
  2002: 'status_prohibits',
  2004: 'out_of_range',
  2102: 'unsupported',
  2103: 'unsupported',
  2104: 'registrar_billing',
  2105: 'not_renewable',
  2106: 'not_transferable',
  2201: 'not_sponsor',
  2202: 'bad_auth_code',
  2300: 'transfer_pending',
  2302: 'already_registered',
  2303: 'not_registered',
  2304: 'status_prohibits',
  2305: 'registry_policy',
  2306: 'registry_policy',
  2307: 'unsupported',
  2308: 'registry_policy',
}

/** EPP results that refuse an order. */
export const REFUSING_RESULTS: readonly number[] = Object.keys(REFUSAL_OF_RESULT).map(Number)

/**
 * The refusal behind an EPP result of 2000 and more; null where the command failed for a reason of the server's (2400,
 * 2500 and the like) or a fault of the message, so that nothing is known of the order.
 */
export function refusalOfResult(result: number): RefusalCode | null {
  return REFUSAL_OF_RESULT[result] ?? null
}
