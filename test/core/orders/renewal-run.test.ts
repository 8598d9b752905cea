import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, isoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import { byUrgency, planRenewals, type RenewalCandidate } from '../../../core/orders/renewal-run.ts'

const TODAY = isoDate('2026-11-23')

function candidate(name: string, price: number, more: Partial<RenewalCandidate> = {}): RenewalCandidate {
  return {
    name: name as DomainName,
    isCritical: false,
    decideBy: TODAY,
    registeredOn: isoDate('2010-01-01'),
    price: price as MinorUnits,
    isDue: true,
    ...more,
  }
}

const critical = (name: string, price: number, more: Partial<RenewalCandidate> = {}) =>
  candidate(name, price, { isCritical: true, ...more })
const names = (some: readonly RenewalCandidate[]) => some.map(({ name }) => name as string)

describe('the order of a run', () => {
  it('is critical names, the earliest decision, the oldest registration, the name', () => {
    const inOrder = [
      critical('z-critical.jp', 1, { decideBy: addDays(TODAY, 5) }),
      candidate('late.jp', 1, { decideBy: addDays(TODAY, -1), registeredOn: null }),
      candidate('old.jp', 1, { registeredOn: isoDate('2001-01-01') }),
      candidate('a.jp', 1),
      candidate('b.jp', 1),
      candidate('a-unknown.jp', 1, { registeredOn: null }),
    ]
    expect(names(inOrder.toReversed().toSorted(byUrgency))).toEqual(names(inOrder))
  })
})

describe('a run whose money is short', () => {
  it.each<[string, readonly RenewalCandidate[], number, readonly string[], readonly string[]]>([
    ['takes all that it can pay', [candidate('a.jp', 40), candidate('b.jp', 60)], 100, ['a.jp', 'b.jp'], []],
    [
      'goes on to names that fit',
      [candidate('a.jp', 90), candidate('b.jp', 60), candidate('c.jp', 10)],
      100,
      ['a.jp', 'c.jp'],
      ['b.jp'],
    ],
    [
      'leaves money for a critical name that it cannot pay',
      [critical('c.jp', 120), candidate('a.jp', 10)],
      100,
      [],
      ['c.jp', 'a.jp'],
    ],
    [
      'goes on to other critical names that fit',
      [critical('c.jp', 120), critical('d.jp', 80), candidate('a.jp', 10)],
      100,
      ['d.jp'],
      ['c.jp', 'a.jp'],
    ],
    [
      'pays a critical name before one whose decision was earlier',
      [candidate('a.jp', 60, { decideBy: addDays(TODAY, -3) }), critical('c.jp', 60)],
      100,
      ['c.jp'],
      ['a.jp'],
    ],
    [
      'keeps what a critical name needs that is past its cut-off and can still be saved',
      [critical('c.jp', 70, { isDue: false }), candidate('a.jp', 40), candidate('b.jp', 30)],
      100,
      ['b.jp'],
      ['a.jp'],
    ],
    ['takes nothing without money', [candidate('a.jp', 1)], 0, [], ['a.jp']],
    ['takes nothing from below the limit', [candidate('a.jp', 1)], -500, [], ['a.jp']],
    ['takes everything without a limit', [critical('c.jp', 1), candidate('a.jp', 9)], Infinity, ['c.jp', 'a.jp'], []],
    ['takes nothing where nothing is due', [], 100, [], []],
  ])('%s', (_, candidates, spendable, taken, blocked) => {
    const plan = planRenewals(candidates, spendable)
    expect(names(plan.take)).toEqual(taken)
    expect(names(plan.blocked)).toEqual(blocked)
  })
})

describe('any run', () => {
  const anyCandidate = fc.record({
    price: fc.integer({ min: 1, max: 50 }),
    isCritical: fc.boolean(),
    isDue: fc.boolean(),
    days: fc.integer({ min: -3, max: 3 }),
  })
  const anyRun = fc.array(anyCandidate, { maxLength: 20 }).map((all) =>
    all.map(({ days, price, ...rest }, index) =>
      candidate(`n${index}.jp`, price, {
        ...rest,
        isDue: rest.isDue || !rest.isCritical,
        decideBy: addDays(TODAY, days),
      }),
    ),
  )
  const anyMoney = fc.integer({ min: -50, max: 400 })
  const sum = (some: readonly RenewalCandidate[]) => some.reduce((total, { price }) => total + price, 0)

  it('never spends more than there is', () => {
    fc.assert(
      fc.property(anyRun, anyMoney, (run, money) => {
        expect(sum(planRenewals(run, money).take)).toBeLessThanOrEqual(Math.max(0, money))
      }),
    )
  })

  it('takes or blocks each name that is due, once, whatever order the names come in', () => {
    fc.assert(
      fc.property(anyRun, anyMoney, (run, money) => {
        const plan = planRenewals(run, money)
        const due = run.filter(({ isDue }) => isDue)
        expect([...plan.take, ...plan.blocked].toSorted(byUrgency)).toEqual(due.toSorted(byUrgency))
        expect(planRenewals(run.toReversed(), money)).toEqual(plan)
      }),
    )
  })

  it('leaves every critical name that it did not take as much as it had before the others came', () => {
    fc.assert(
      fc.property(anyRun, anyMoney, (run, money) => {
        const { take } = planRenewals(run, money)
        const [own, others] = [take.filter((one) => one.isCritical), take.filter((one) => !one.isCritical)]
        const needed = sum(run.filter((one) => one.isCritical && !take.includes(one)))
        if (others.length > 0) expect(money - sum(own) - sum(others)).toBeGreaterThanOrEqual(needed)
      }),
    )
  })

  it('blocks no name that its band could have paid when its turn came', () => {
    fc.assert(
      fc.property(anyRun, anyMoney, (run, money) => {
        const { take, blocked } = planRenewals(run, money)
        const own = take.filter((one) => one.isCritical)
        const needed = sum(run.filter((one) => one.isCritical && !take.includes(one)))
        for (const one of blocked) {
          const before = take.filter((other) => other.isCritical === one.isCritical && byUrgency(other, one) < 0)
          const left = one.isCritical ? money - sum(before) : money - sum(own) - needed - sum(before)
          expect(one.price).toBeGreaterThan(left)
        }
      }),
    )
  })

  it('takes the same critical names whatever else is due', () => {
    fc.assert(
      fc.property(anyRun, anyMoney, (run, money) => {
        const alone = planRenewals(
          run.filter((one) => one.isCritical),
          money,
        )
        expect(planRenewals(run, money).take.filter((one) => one.isCritical)).toEqual(alone.take)
      }),
    )
  })
})
