import { describe, expect, it } from 'vitest'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import { canHold, type Overdraft } from '../../../core/ledger/overdraft.ts'
import type { MinorUnits } from '../../../core/money/money.ts'

const NONE: Overdraft = { policy: 'none' }
const PROVISIONAL: Overdraft = { policy: 'provisional', until: isoDate('2016-05-31') }
const CORPORATE: Overdraft = { policy: 'corporate', limit: 5_000 as MinorUnits }

describe('a hold', () => {
  it.each([
    ['takes the last yen', 1_000, 1_000, NONE, '2016-05-01', true],
    ['never goes below zero without an overdraft', 999, 1_000, NONE, '2016-05-01', false],
    ['may go below zero while the provisional overdraft lasts', 0, 20_000, PROVISIONAL, '2016-05-31', true],
    ['may not on the day after', 0, 1, PROVISIONAL, '2016-06-01', false],
    ['goes as far as the corporate limit', 0, 5_000, CORPORATE, '2016-06-01', true],
    ['and no further', -1, 5_000, CORPORATE, '2016-06-01', false],
  ] as const)('%s', (_title, available, price, overdraft, today, isAllowed) => {
    expect(canHold(available as MinorUnits, price as MinorUnits, overdraft, isoDate(today))).toBe(isAllowed)
  })
})
