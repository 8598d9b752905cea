import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import { type NameToOrder, refuseOrder } from '../../../core/orders/order-check.ts'
import { ITEM_STATES, type ItemState, isOpen, viewOfItem, viewOfOrder } from '../../../core/orders/order-item.ts'
import { refusalOfResult } from '../../../core/orders/refusal-code.ts'
import { reversibleUntil } from '../../../core/orders/reversal.ts'

describe('an order', () => {
  it.each<[Partial<Record<ItemState, number>>, string]>([
    [{ held: 2 }, 'pending'],
    [{ blocked: 1 }, 'pending'],
    [{ sent: 1, held: 1 }, 'running'],
    [{ held: 1, done: 1 }, 'running'],
    [{ blocked: 1, refused: 1 }, 'running'],
    [{ done: 3 }, 'done'],
    [{ done: 1, refused: 1 }, 'partlyDone'],
    [{ refused: 1, cancelled: 1 }, 'failed'],
    [{}, 'done'],
  ])('whose items are %o is %s', (counts, view) => {
    expect(viewOfOrder(counts)).toBe(view)
  })

  it('shows each item as what outsiders need to know of it', () => {
    const views = ITEM_STATES.map((state) => [state, viewOfItem(state)])
    expect(Object.fromEntries(views)).toEqual({
      queued: 'pending',
      blocked: 'blocked',
      held: 'pending',
      sent: 'pending',
      unknown: 'pending',
      done: 'done',
      refused: 'failed',
      cancelled: 'failed',
    })
    expect(ITEM_STATES.filter((state) => !isOpen(state))).toEqual(['done', 'refused', 'cancelled'])
  })
})

describe('a name that is to be ordered', () => {
  const held: NameToOrder['known'] = { isHeld: true, gateway: 'sandbox', hasExpiry: true }
  const fine: NameToOrder = {
    operation: 'renew',
    known: held,
    gateway: 'sandbox',
    price: 1 as MinorUnits,
    isUnderWay: false,
  }

  it.each<[string, Partial<NameToOrder>, string | null]>([
    ['nothing is against it', {}, null],
    ['it is not in the portfolio', { known: null }, 'unknown_names'],
    ['it is not held any more', { known: { ...held, isHeld: false } }, 'not_held'],
    ['its connection is only watched', { known: { ...held, gateway: 'none' } }, 'no_gateway'],
    ['nobody knows its expiry', { known: { ...held, hasExpiry: false } }, 'no_expiry'],
    ['something is under way', { isUnderWay: true }, 'order_under_way'],
    ['it has no price', { price: null }, 'no_price'],
    ['it is registered, being new', { operation: 'register', known: null }, null],
    ['it is registered again after it was let go', { operation: 'register', known: { ...held, isHeld: false } }, null],
    ['it is registered, being held', { operation: 'register' }, 'already_exists'],
    [
      'it is registered where nothing can be ordered',
      { operation: 'register', known: null, gateway: null },
      'no_gateway',
    ],
    [
      'it is transferred from where it is only watched',
      { operation: 'transfer', known: { ...held, gateway: 'none' }, gateway: 'manual' },
      null,
    ],
    [
      'it is transferred to a registry that only plays being one',
      { operation: 'transfer', known: { ...held, gateway: 'none' } },
      'gateway_not_allowed',
    ],
    ['it is transferred from where it can be ordered', { operation: 'transfer' }, 'already_exists'],
    ['it is restored', { operation: 'restore', known: { ...held, isHeld: false } }, null],
  ])('is judged where %s', (_, change, code) => {
    expect(refuseOrder({ ...fine, ...change })).toBe(code)
  })
})

describe('the last day of a reversal', () => {
  const charged = isoDate('2027-01-25')
  it.each([
    ['neither term', null, null, null],
    ['a last day', '2027-02-01', null, '2027-02-01'],
    ['some days', null, 30, '2027-02-24'],
    ['both, the last day being later', '2027-06-30', 30, '2027-06-30'],
    ['both, the days being later', '2027-02-01', 30, '2027-02-24'],
    ['no days at all', null, 0, '2027-01-25'],
  ])('follows from %s', (_, until, days, expected) => {
    expect(reversibleUntil(charged, { until: until === null ? null : isoDate(until), days })).toBe(expected)
  })
})

describe('an EPP result', () => {
  it('says why an order is refused, or that nothing is known of it', () => {
    expect([2302, 2303, 2304, 2104, 2400, 2500, 2001].map(refusalOfResult)).toEqual([
      'already_registered',
      'not_registered',
      'status_prohibits',
      'registrar_billing',
      null,
      null,
      null,
    ])
  })
})
