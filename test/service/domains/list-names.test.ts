import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ReaderScope } from '../../../core/access/reader-scope.ts'
import { addDays, type Instant, isoDate } from '../../../core/calendar/iso-date.ts'
import { LOCK_LEVELS } from '../../../core/domains/locks.ts'
import { TIMELINE_STATES } from '../../../core/domains/timeline-rules.ts'
import { BLOCKED_REASONS } from '../../../core/orders/blocked-reason.ts'
import { parseDomainFilter, type RawFilter } from '../../../core/portfolio/domain-filter.ts'
import { DOMAIN_SORT_FIELDS, type DomainSort } from '../../../core/portfolio/domain-sort.ts'
import { effectiveRenewal, HOLDINGS, isContradiction } from '../../../core/renewal/renewal-class.ts'
import { RULE_SCOPES } from '../../../core/renewal/renewal-mode.ts'
import { findClassRows, findDomains } from '../../../service/modules/domains/domains.repository.ts'
import { listNames, walkList } from '../../../service/modules/domains/query/list-names.ts'
import { LIST_TUNING, type ListTuning } from '../../../service/modules/domains/query/list-tuning.ts'
import { keyOfClass } from '../../../service/modules/renewal-rules/class-store.ts'
import type { Storage } from '../../../service/storage/storage.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'
import { type NaiveName, naiveList } from '../../support/naive-list.ts'
import { addConnection, addNames, nameWith } from '../../support/names.ts'
import { openTestApi, TEST_NOW } from '../../support/test-api.ts'

const TODAY = isoDate('2026-11-23')
const CONNECTIONS = [
  { id: 'r1', name: '窓口', registrar: 'GMO' },
  { id: 'r2', name: '𠮷野', registrar: 'GMO' },
  { id: 'r3', name: 'Ｚ', registrar: 'Ä' },
] as const
const SUFFIXES = ['com', 'jp', 'co.jp', 'de'] as const
const RULES = { com: 'expire' } as const

const stamp = { by: 'sato', at: '2026-11-01T00:00:00.000Z' as Instant }
const day = fc.integer({ min: -80, max: 200 }).map((days) => addDays(TODAY, days))
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 })
const mode = fc.constantFrom('renew' as const, 'expire' as const)

const labels = fc.constantFrom('a', 'ab', 'atokyo', '東京都', '東京観光', '𠮷野家', 'x-y', 'abc', '日本', 'p50')
const spelling = fc.record({ label: labels, suffix: fc.constantFrom(...SUFFIXES) })
const facts = fc
  .record({
    connection: fc.constantFrom(...CONNECTIONS.map(({ id }) => id)),
    holding: fc.constantFrom('held' as const, 'held' as const, 'held' as const, ...HOLDINGS),
    registryExpiresOn: maybe(day),
    paidThroughOn: fc.option(day, { nil: null, freq: 1 }),
    registrarAutoRenew: fc.constantFrom('on' as const, 'off' as const, 'unknown' as const),
    statuses: fc.constantFrom(
      [],
      ['ok'],
      ['clientHold'],
      ['autoRenewPeriod'],
      ['redemptionPeriod'],
      ['To be suspended'],
      ['Suspended'],
      ['pendingDelete'],
      ['serverTransferProhibited', 'serverUpdateProhibited', 'serverDeleteProhibited'],
    ),
    locks: fc.record({
      transfer: maybe(fc.boolean()),
      update: maybe(fc.boolean()),
      delete: maybe(fc.boolean()),
      renew: fc.constant(null),
    }),
    price: maybe(
      fc.record({ minor: fc.constantFrom(900, 1000, 10_000), currency: fc.constantFrom('JPY', 'USD') }),
    ) as fc.Arbitrary<never>,
    department: maybe(fc.constantFrom('Sales', '営業', '𠮷野', 'Ｚ')),
    tags: fc.subarray(['a', 'b', '重要']),
    rule: maybe(mode.map((own) => ({ ...stamp, mode: own }))),
    decided: maybe(mode),
    critical: fc.option(fc.constant(stamp), { nil: null, freq: 1 }),
    asOf: fc.integer({ min: -60, max: 0 }).map((days) => addDays(TODAY, days)),
  })
  .map(({ decided, asOf, ...own }) => {
    const forExpiry = own.paidThroughOn ?? own.registryExpiresOn
    const known = { source: 'import' as const, asOf }
    return {
      ...own,
      decision: decided && forExpiry && { ...stamp, mode: decided, forExpiry, via: 'person' },
      provenance: { registryExpiresOn: known, paidThroughOn: known, statuses: known },
    }
  })
const portfolio = fc.uniqueArray(fc.record({ spelling, facts }), {
  minLength: 1,
  maxLength: 40,
  selector: (name) => `${name.spelling.label}.${name.spelling.suffix}`,
})

const not = (text: fc.Arbitrary<string>) =>
  fc.tuple(fc.boolean(), text).map(([isNot, value]) => (isNot ? `-${value}` : value))
const choice = (...values: readonly string[]) =>
  fc.array(not(fc.constantFrom(...values)), { minLength: 1, maxLength: 3 })
const truth = choice('true', 'false')
const filterFields: Readonly<Record<string, fc.Arbitrary<string | string[]>>> = {
  search: fc.constantFrom(
    'a',
    'yo',
    '東京',
    '京',
    'xn--',
    '東京観光.',
    'ＴＯＫＹＯ',
    '𠮷野',
    '.jp',
    'de',
    '%',
    'nothing',
  ),
  suffix: choice(...SUFFIXES),
  mode: choice('renew', 'expire'),
  scope: choice(...RULE_SCOPES),
  timeline: choice(...TIMELINE_STATES),
  holding: choice(...HOLDINGS),
  contradiction: truth,
  critical: truth,
  needsDecision: truth,
  lock: choice(...LOCK_LEVELS),
  blocked: choice(...BLOCKED_REASONS),
  tag: choice('a', 'b', '重要', '', 'nothing'),
  department: choice('Sales', '営業', '𠮷野', '', 'nothing'),
  registrar: choice('GMO', 'Ä'),
  connection: choice('r1', '𠮷野', 'r3', 'nothing'),
  expiresFrom: day,
  expiresTo: day,
  decideFrom: day,
  decideTo: day,
}
const filter: fc.Arbitrary<RawFilter> = fc
  .subarray(Object.keys(filterFields), { maxLength: 3 })
  .chain((fields) =>
    fc.record(Object.fromEntries(fields.map((field) => [field, filterFields[field] as fc.Arbitrary<string>]))),
  )
const sort: fc.Arbitrary<DomainSort> = fc.record({
  field: fc.constantFrom(...DOMAIN_SORT_FIELDS),
  descending: fc.boolean(),
})
const scope: fc.Arbitrary<ReaderScope> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'all' as const }) },
  fc.record(
    {
      kind: fc.constant('limited' as const),
      tags: fc.subarray(['a', 'b']),
      suffixes: fc.subarray([...SUFFIXES]),
      departments: fc.subarray(['Sales', '営業', '𠮷野']),
    },
    { requiredKeys: ['kind'] },
  ),
)
/** Numbers so small that every way of reading a list is taken by a few names. */
const tuning: fc.Arbitrary<ListTuning> = fc.oneof(
  fc.constant(LIST_TUNING),
  fc.record({
    maxCollected: fc.integer({ min: 0, max: 6 }),
    maxSorted: fc.constantFrom(0, 20),
    far: fc.integer({ min: 0, max: 10 }),
    maxSkippedWithRows: fc.integer({ min: 0, max: 10 }),
    leastStretch: fc.integer({ min: 1, max: 20 }),
  }),
)

async function readNaiveNames(storage: Storage, account: string, names: readonly string[]): Promise<NaiveName[]> {
  const stored = await findDomains(storage.read, account, { names })
  const classes = await findClassRows(
    storage.read,
    account,
    stored.map(({ row }) => row.class_id),
  )
  return stored.map((one) => {
    const key = keyOfClass(classes.get(one.row.class_id)!)
    const renewal = effectiveRenewal(key, { account: 'renew', suffix: key.suffix === 'com' ? RULES.com : null })
    const contradicts = isContradiction(renewal.mode, key.registrarAutoRenew)
    return {
      ...one,
      renewal,
      contradiction: key.holding === 'held' && contradicts,
      registryState: key.registryState,
      connection: CONNECTIONS.find(({ id }) => id === key.connection)!,
    }
  })
}

describeOnEachDatabase('listing names', (open, dialect) => {
  it('agrees with filtering and sorting them one by one, page by page, for every reader', async () => {
    const { deps, account } = await openTestApi(await open())
    const { storage } = deps
    for (const connection of CONNECTIONS) await addConnection(storage, account, connection)
    const rule = { account, suffix: 'com', mode: RULES.com, set_by: 'sato', set_at: TEST_NOW }
    await storage.transact((trx) => trx.insertInto('suffix_rule').values(rule).execute())

    const fill = async (names: typeof portfolio extends fc.Arbitrary<infer T> ? T : never) => {
      await storage.transact(async (trx) => {
        await trx.deleteFrom('domain_tag').execute()
        await trx.deleteFrom('domain').execute()
        await trx.updateTable('renewal_class').set({ names: 0 }).execute()
      })
      const made = names.map(({ spelling: { label, suffix }, facts: own }) => nameWith(`${label}.${suffix}`, own))
      const middle = Math.floor(made.length / 2)
      await addNames(storage, account, made.slice(0, middle))
      await addNames(storage, account, made.slice(middle), '2026-11-23T08:00:00.000Z' as Instant)
      await storage.transact((trx) =>
        trx.updateTable('domain').set({ blocked: 'funds' }).where('name', 'like', '%a%').execute(),
      )
      return readNaiveNames(
        storage,
        account,
        made.map(({ name }) => name),
      )
    }

    const check = async (
      names: readonly NaiveName[],
      raw: RawFilter,
      by: DomainSort,
      reader: ReaderScope,
      limit: number,
      offset: number,
      tuned: ListTuning,
    ) => {
      const parsed = parseDomainFilter(raw)
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
      const expected = naiveList(names, reader, parsed.value, by, TODAY)
      const query = { filter: parsed.value, sort: by, limit }
      const as = { account, scope: reader, today: TODAY }
      const namesOf = (page: Awaited<ReturnType<typeof listNames>>) => page.rows.map((row) => row.name)

      const at = await listNames(storage.read, as, { ...query, offset }, tuned)
      expect(namesOf(at)).toEqual(expected.slice(offset, offset + limit))
      expect(at.total).toBe(expected.length)

      const paged: string[] = []
      let cursor: string | undefined
      do {
        const page = await listNames(storage.read, as, { ...query, cursor }, tuned)
        paged.push(...namesOf(page))
        cursor = page.nextCursor ?? undefined
        expect(page.total).toBe(expected.length)
      } while (cursor !== undefined && paged.length <= expected.length)
      expect(paged).toEqual(expected)

      const walked: number[] = []
      for await (const ids of walkList(storage.read, as, query, limit, tuned)) walked.push(...ids)
      const idOf = new Map(names.map(({ id, row }) => [row.name, id]))
      expect(walked).toEqual(expected.map((name) => idOf.get(name)))
    }

    const request = fc.tuple(
      filter,
      sort,
      scope,
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 45 }),
      tuning,
    )
    await fc.assert(
      fc.asyncProperty(portfolio, fc.array(request, { minLength: 1, maxLength: 20 }), async (names, requests) => {
        const held = await fill(names)
        for (const [raw, by, reader, limit, offset, tuned] of requests) {
          await check(held, raw, by, reader, limit, offset, tuned)
        }
      }),
      { numRuns: dialect === 'sqlite' ? 60 : 20 },
    )
  }, 240_000)
})
