import type { Movement } from './zengin/bank-line.ts'

/**
 * `open` waits for a person; `account` (a customer's, or what direct debits collected) and `suspense` are booked;
 * `ignored` was put aside; `cancelled` was taken back by the bank, or takes another one back; `none` needs nothing (money
 * that went out, unless it may have been paid back to a customer).
 */
export const LINE_STATES = ['open', 'account', 'suspense', 'ignored', 'cancelled', 'none'] as const
export type LineState = (typeof LINE_STATES)[number]

/**
 * What a person may decide of a line. `collection`: it is what a direct-debit request brought. `refund`: it was paid back
 * to a customer. `reopen` takes a decision back that was wrong.
 */
export const LINE_VERDICTS = ['account', 'collection', 'refund', 'suspense', 'ignore', 'cancel', 'reopen'] as const
export type LineVerdict = (typeof LINE_VERDICTS)[number]

type Verdicts = Readonly<Partial<Record<LineState, readonly LineVerdict[]>>>

const VERDICTS: Readonly<Record<Movement['direction'], Verdicts>> = {
  in: {
    open: ['account', 'collection', 'suspense', 'ignore'],
    suspense: ['account', 'collection', 'reopen'],
    account: ['reopen'],
    ignored: ['reopen'],
  },
  cancel: { open: ['cancel', 'ignore'], ignored: ['reopen'] },
  out: {
    open: ['refund', 'ignore'],
    none: ['refund'],
    account: ['reopen'],
    ignored: ['reopen'],
  },
  other: {},
}

/** `settled` where it was decided already, `unsuited` where a line of this kind is never decided like that. */
export function mayDecide(
  direction: Movement['direction'],
  state: LineState,
  verdict: LineVerdict,
): 'yes' | 'settled' | 'unsuited' {
  const verdicts = VERDICTS[direction]
  if (verdicts[state]?.includes(verdict)) return 'yes'
  return verdicts.open?.includes(verdict) ? 'settled' : 'unsuited'
}

/** Only money that came in, or that is taken back, waits for a person. */
export function firstState({ direction, amount }: Pick<Movement, 'direction' | 'amount'>): LineState {
  return amount > 0 && (direction === 'in' || direction === 'cancel') ? 'open' : 'none'
}
