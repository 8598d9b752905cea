import { addDays, type Instant, isoDate } from '../../core/calendar/iso-date.ts'
import type { Money } from '../../core/money/money.ts'
import type { RenewalMode, RuleScope } from '../../core/renewal/renewal-mode.ts'
import type { DomainFacts } from '../../service/modules/domains/domain-state.ts'
import type { OpenDatabase } from './each-database.ts'
import { addConnection, addNames, nameWith } from './names.ts'
import { openTestApi, TEST_NOW, type TestApi } from './test-api.ts'

/** The day of `TEST_NOW` in Tokyo. */
export const TODAY = isoDate('2026-11-23')
export const by = { by: 'sato', at: TEST_NOW }

export const yen = (minor: number): Money => ({ minor, currency: 'JPY' }) as Money
export const dollars = (minor: number): Money => ({ minor, currency: 'USD' }) as Money

export type Portfolio = TestApi & {
  readonly connection: string
  /** Adds a name whose decideBy is so many days ahead (behind where negative); the expiry is five days later. */
  readonly add: (name: string, daysToDecide: number | null, facts?: Partial<DomainFacts>) => Promise<void>
  /** What is in effect for each name, as stored. */
  readonly effective: () => Promise<ReadonlyMap<string, { readonly mode: RenewalMode; readonly scope: RuleScope }>>
}

/** An account with one connection, whose registrar accepts renewals to the day of the expiry. */
export async function openPortfolio(open: OpenDatabase, now: Instant = TEST_NOW): Promise<Portfolio> {
  const api = await openTestApi(await open(), now)
  const { storage } = api.deps
  const connection = await addConnection(storage, api.account, { id: 'r1' })
  await storage.transact((trx) =>
    trx
      .insertInto('cut_off')
      .values({ account: api.account, connection, suffix: '*', kind: 'daysBefore', n: 0 })
      .execute(),
  )
  return {
    ...api,
    connection,
    add: async (name, daysToDecide, facts) => {
      const registryExpiresOn = daysToDecide === null ? null : addDays(TODAY, daysToDecide + 5)
      await addNames(storage, api.account, [nameWith(name, { connection, registryExpiresOn, ...facts })], now)
    },
    effective: async () => {
      const rows = await storage.read
        .selectFrom('domain')
        .innerJoin('renewal_class as c', (join) =>
          join.onRef('c.id', '=', 'domain.class_id').onRef('c.account', '=', 'domain.account'),
        )
        .select(['domain.name', 'c.mode', 'c.scope'])
        .execute()
      return new Map(rows.map(({ name, mode, scope }) => [name, { mode, scope }]))
    },
  }
}
