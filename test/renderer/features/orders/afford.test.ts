import { describe, expect, it } from 'vitest'
import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import type { Currency, WireMoney } from '../../../../core/money/money.ts'
import { afford } from '../../../../renderer/features/orders/afford.ts'

const yen = (amount: string): WireMoney => ({ amount, currency: 'JPY' as Currency })
const TODAY = '2026-11-28' as IsoDate

describe('what an order leaves', () => {
  it.each([
    ['enough', { policy: 'none' as const }, '1000', '0', null],
    ['one yen too little', { policy: 'none' as const }, '999', '-1', '1'],
    ['debts within the limit', { policy: 'corporate' as const, limit: yen('500') }, '600', '-400', null],
    ['debts past the limit', { policy: 'corporate' as const, limit: yen('300') }, '600', '-400', '100'],
    ['debts on the last day of grace', { policy: 'provisional' as const, until: TODAY }, '0', '-1000', null],
    ['debts after it', { policy: 'provisional' as const, until: '2026-11-27' as IsoDate }, '0', '-1000', '1000'],
  ])('%s', (_, overdraft, available, afterwards, missing) => {
    expect(afford({ available: yen(available), overdraft }, yen('1000'), TODAY)).toEqual({
      afterwards: yen(afterwards),
      missing: missing === null ? null : yen(missing),
    })
  })
})
