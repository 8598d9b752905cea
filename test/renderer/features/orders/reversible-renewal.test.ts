import { describe, expect, it } from 'vitest'
import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import type { Currency } from '../../../../core/money/money.ts'
import { reversibleRenewal } from '../../../../renderer/features/orders/reversible-renewal.ts'

const day = (text: string) => text as IsoDate
const charge = (values: object = {}) => ({
  kind: 'charge' as const,
  detail: { operation: 'renew', years: 1 },
  occurredOn: day('2026-11-20'),
  reversedBy: null,
  amount: { amount: '-1000', currency: 'JPY' as Currency },
  ...values,
})
const TERMS = { until: null, days: 10 }

describe('the renewal that can be given back', () => {
  it('is the last one, with what returns and the last day for it', () => {
    const older = charge({ amount: { amount: '-900', currency: 'JPY' as Currency } })
    expect(reversibleRenewal([charge(), older], TERMS, day('2026-11-30'))).toEqual({
      amount: { amount: '1000', currency: 'JPY' },
      until: '2026-11-30',
    })
  })

  it.each([
    ['after its last day', [charge()], TERMS, '2026-12-01'],
    ['where the terms know none', [charge()], { until: null, days: null }, '2026-11-20'],
    ['when it was given back already', [charge({ reversedBy: 9 })], TERMS, '2026-11-20'],
    ['of a registration', [charge({ detail: { operation: 'register' } })], TERMS, '2026-11-20'],
    ['of a refund', [charge({ kind: 'reversal' })], TERMS, '2026-11-20'],
  ])('is none %s', (_, entries, terms, today) => {
    expect(reversibleRenewal(entries, terms, day(today))).toBeNull()
  })
})
