/**
 * What to do after a debit that failed: `retry` in the next request; `askMandate`, as the bank has no mandate or no account
 * to debit; `stopped` by ourselves; `byHand`. After all but the first a person says when the payer is debited again.
 */
export const DEBIT_FOLLOW_UPS = ['retry', 'askMandate', 'stopped', 'byHand'] as const
export type DebitFollowUp = (typeof DEBIT_FOLLOW_UPS)[number]

/** 振替結果コード (JBA §16). 4 is a missing mandate, not a closed account. */
const FOLLOW_UPS: Readonly<Record<string, DebitFollowUp>> = {
  '1': 'retry',
  '2': 'askMandate',
  '3': 'askMandate',
  '4': 'askMandate',
  '8': 'stopped',
  '9': 'byHand',
}

/** Null for a debit that was paid; a code that we do not know is for a person to look into. */
export function followUpOf(result: string): DebitFollowUp | null {
  return result === '0' ? null : (FOLLOW_UPS[result] ?? 'byHand')
}
