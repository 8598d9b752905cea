import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, isoDate } from '../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import { type ComingRenewal, type FundsToday, forecastFunds } from '../../../core/orders/funds-forecast.ts'
import { planRenewals } from '../../../core/orders/renewal-run.ts'

const TODAY = isoDate('2026-11-23')
const day = (days: number) => addDays(TODAY, days)

type Priced = ComingRenewal & { readonly price: MinorUnits }

/** A renewal that is due in so many days, with five days until its cut-off. */
function coming(name: string, inDays: number, price: number, more: Partial<Priced> = {}): Priced {
  return {
    name: name as DomainName,
    isCritical: false,
    decideBy: day(inDays - 1),
    registeredOn: null,
    price: price as MinorUnits,
    cutOffOn: day(inDays + 4),
    saveBy: day(inDays + 4),
    ...more,
  }
}

function funds(available: number, more: Partial<FundsToday<Priced>> = {}): FundsToday<Priced> {
  const fixed = { limitOn: () => 0, priceOn: ({ price }: Priced) => price, changesOn: [], lowAt: null }
  return { today: TODAY, to: day(365), available, ...fixed, ...more }
}

const blockedOf = (renewals: readonly Priced[], today: FundsToday<Priced>) =>
  forecastFunds(renewals, today).blocked.map(({ renewal, on }) => [renewal.name as string, on])

describe('the day the money runs dry', () => {
  const year = [coming('a.com', 10, 100), coming('b.com', 20, 100), coming('c.com', 30, 100)]
  it.each([
    [300, null, []],
    [250, 30, ['c.com']],
    [100, 20, ['b.com', 'c.com']],
    [0, 10, ['a.com', 'b.com', 'c.com']],
  ])('with %i at hand is found', (available, inDays, names) => {
    const found = forecastFunds(year, funds(available))
    expect(found.runsDryOn).toBe(inDays === null ? null : day(inDays))
    expect(found.blocked.map(({ renewal }) => renewal.name)).toEqual(names)
  })

  it('is today for what is due already', () => {
    expect(forecastFunds([coming('late.com', -2, 100)], funds(0)).runsDryOn).toBe(TODAY)
  })

  it('never comes where the account may go below zero without limit, until that ends', () => {
    const provisional = { limitOn: (on: string) => (on <= day(25) ? Number.POSITIVE_INFINITY : 0) }
    expect(forecastFunds(year, funds(0, provisional)).runsDryOn).toBe(day(30))
    expect(forecastFunds(year, funds(0, { limitOn: () => 300 })).runsDryOn).toBeNull()
  })

  it('goes by the price of each day', () => {
    const dearer = {
      changesOn: [day(25)],
      priceOn: (_: Priced, on: string) => (on < day(25) ? 100 : 150) as MinorUnits,
    }
    expect(forecastFunds(year, funds(300, dearer)).blocked).toMatchObject([
      { renewal: { name: 'c.com' }, on: day(30), price: 150 },
    ])
    const cheaper = {
      changesOn: [day(32)],
      priceOn: (_: Priced, on: string) => (on < day(32) ? 200 : 50) as MinorUnits,
    }
    const after = [...year, coming('d.com', 40, 0)]
    expect(blockedOf(after, funds(450, cheaper))).toEqual([
      ['c.com', day(30)],
      ['d.com', day(40)],
    ])
    expect(forecastFunds(year, funds(0, { priceOn: () => null })).runsDryOn).toBeNull()
  })

  it('leaves out what lies beyond the days that are looked at', () => {
    expect(forecastFunds(year, funds(0, { to: day(9) })).runsDryOn).toBeNull()
  })
})

describe('names that the money will not reach', () => {
  it('are found in the order of the run: a critical name comes first and keeps what it needs', () => {
    const renewals = [
      coming('small.com', 10, 50),
      coming('critical.com', 10, 200, { isCritical: true, saveBy: day(60) }),
      coming('later.com', 30, 50),
      coming('after.com', 70, 50),
    ]
    expect(blockedOf(renewals, funds(150))).toEqual([
      ['critical.com', day(10)],
      ['small.com', day(10)],
      ['later.com', day(30)],
    ])
  })

  it('are tried again until their cut-off when money comes free', () => {
    const renewals = [
      coming('critical.com', 10, 200, { isCritical: true, cutOffOn: day(12), saveBy: day(12) }),
      coming('waits.com', 11, 50),
    ]
    const { blocked } = forecastFunds(renewals, funds(100))
    expect(blocked.map(({ renewal }) => renewal.name)).toEqual(['critical.com', 'waits.com'])
    // 100 are kept until the 12th; on the 13th the other name gets its 50, so that this one is all that is left over.
    expect(blockedOf([...renewals, coming('last.com', 20, 60)], funds(100)).map(([name]) => name)).toContain('last.com')
    expect(blockedOf([...renewals, coming('last.com', 20, 50)], funds(100)).map(([name]) => name)).not.toContain(
      'last.com',
    )
  })
})

describe('a low balance', () => {
  it('is told with the first day on which less is available than was wanted', () => {
    const renewals = [coming('a.com', 10, 100), coming('b.com', 20, 100)]
    expect(forecastFunds(renewals, funds(500, { lowAt: 350 })).lowOn).toBe(day(20))
    expect(forecastFunds(renewals, funds(500, { lowAt: 600 })).lowOn).toBe(TODAY)
    expect(forecastFunds(renewals, funds(500, { lowAt: 300 })).lowOn).toBeNull()
  })
})

describe('any forecast', () => {
  const anyComing = fc.record({
    days: fc.integer({ min: -3, max: 40 }),
    price: fc.integer({ min: 1, max: 50 }),
    isCritical: fc.boolean(),
    saves: fc.integer({ min: 0, max: 20 }),
  })
  const anyYear = fc.array(anyComing, { maxLength: 15 }).map((all) =>
    all.map(({ days, price, isCritical, saves }, index) => {
      return coming(`n${index}.com`, days, price, { isCritical, saveBy: day(days + 4 + saves) })
    }),
  )

  it('is what running the plan on every single day comes to', () => {
    fc.assert(
      fc.property(anyYear, fc.integer({ min: 0, max: 200 }), (renewals, available) => {
        const blocked = new Map<string, string>()
        let open = [...renewals]
        let left = available
        for (let n = 0; n <= 70; n++) {
          const candidates = open
            .filter((one) => one.decideBy < day(n))
            .filter((one) => day(n) <= one.cutOffOn || (one.isCritical && day(n) <= one.saveBy))
            .map((one) => ({ ...one, isDue: one.cutOffOn >= day(n), one }))
          const plan = planRenewals(candidates, left)
          left -= plan.take.reduce((sum, { price }) => sum + price, 0)
          open = open.filter((one) => !plan.take.some((taken) => taken.one === one))
          for (const { name } of plan.blocked) if (!blocked.has(name)) blocked.set(name, day(n))
        }
        const found = blockedOf(renewals, funds(available, { to: day(70) }))
        expect(found.toSorted()).toEqual([...blocked].toSorted())
      }),
    )
  })
})
