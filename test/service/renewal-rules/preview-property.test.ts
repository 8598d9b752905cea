import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from '../../../core/calendar/iso-date.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { by, openPortfolio, TODAY, yen } from '../../support/portfolio.ts'

const SUFFIXES = ['com', 'jp', 'co.jp'] as const
const mode = fc.constantFrom('renew' as const, 'expire' as const)
const name = fc.record({
  suffix: fc.constantFrom(...SUFFIXES),
  days: fc.option(fc.integer({ min: -10, max: 500 })),
  rule: fc.option(mode),
  decision: fc.option(mode),
  isCritical: fc.boolean(),
  isReleased: fc.boolean(),
  holding: fc.constantFrom('held' as const, 'held' as const, 'lapsed' as const),
  price: fc.option(fc.integer({ min: 1, max: 9999 })),
})
const proposal = fc.oneof(
  fc.record({ scope: fc.constant('account' as const), mode }),
  fc.record({
    scope: fc.constant('suffix' as const),
    suffix: fc.constantFrom(...SUFFIXES),
    mode: fc.option(mode),
  }),
)

type Forecast = { total: { renew: { names: number; money: unknown } } }
type Preview = {
  flips: { count: number; sample: string[] }
  shielded: number
  tooLate: number
  money: Record<'next90' | 'next365', { before: unknown; after: unknown }>
}

describeOnEachDatabase('a preview and what it previews', (open) => {
  it('agree on the names that flip and on the money, whatever the names and rules are', {
    timeout: 120_000,
  }, async () => {
    const api = await openPortfolio(open)
    let made = 0
    const addName = async (one: typeof name extends fc.Arbitrary<infer T> ? T : never) => {
      const expiry = one.days === null ? null : addDays(TODAY, one.days + 5)
      const decision = one.decision && expiry ? { mode: one.decision, forExpiry: expiry, via: 'app', ...by } : null
      await api.add(`name-${made++}.${one.suffix}`, one.days, {
        rule: one.rule && { mode: one.rule, ...by },
        decision,
        critical: one.isCritical ? by : null,
        release: one.isReleased && expiry ? { forExpiry: expiry, ...by } : null,
        holding: one.holding,
        price: one.price === null ? null : yen(one.price),
      })
    }
    const renewals = async (days: number) => (await api.get<Forecast>(`/forecast?days=${days}`)).body.total.renew
    const held = async () => {
      const rows = await api.deps.storage.read
        .selectFrom('domain')
        .innerJoin('renewal_class as c', 'c.id', 'domain.class_id')
        .select(['name', 'mode', 'decide_by', 'expires_on'])
        .where('holding', '=', 'held')
        .execute()
      return new Map(rows.map((row) => [row.name, row]))
    }
    await fc.assert(
      fc.asyncProperty(fc.array(name, { maxLength: 6 }), proposal, async (names, proposed) => {
        for (const one of names) await addName(one)
        const before = await held()
        const forecastBefore = { 90: await renewals(90), 365: await renewals(365) }
        const preview = await api.post<Preview>('/renewal-rules/preview', proposed)
        expect(preview.status).toBe(200)
        const path = proposed.scope === 'account' ? 'account' : `suffixes/${proposed.suffix}`
        if (proposed.mode === null) await api.delete(`/renewal-rules/${path}`)
        else await api.put(`/renewal-rules/${path}`, { mode: proposed.mode })
        const after = await held()
        const flipped = [...after.values()].filter((row) => before.get(row.name)?.mode !== row.mode)
        const late = flipped.filter(
          ({ mode: now, decide_by, expires_on }) =>
            now === 'expire' && (decide_by ?? '9') < TODAY && (expires_on ?? '') >= TODAY,
        )
        const { flips, tooLate, money } = preview.body
        expect(flips.count).toBe(flipped.length)
        expect(tooLate).toBe(late.length)
        expect(flipped.map((row) => row.name)).toEqual(expect.arrayContaining(flips.sample))
        expect(money.next90.before).toEqual(forecastBefore[90].money)
        expect(money.next365.before).toEqual(forecastBefore[365].money)
        if (late.length > 0) return
        expect(money.next90.after).toEqual((await renewals(90)).money)
        expect(money.next365.after).toEqual((await renewals(365)).money)
      }),
      { numRuns: 25 },
    )
  })
})
