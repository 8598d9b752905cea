import { expect, it } from 'vitest'
import { type Instant, isoDate } from '../../../core/calendar/iso-date.ts'
import { describeOnEachDatabase, type OpenDatabase } from '../../support/each-database.ts'
import { addConnection, addNames, changeNames, nameWith } from '../../support/names.ts'
import { openTestApi } from '../../support/test-api.ts'

const IMPORTED = { source: 'import', asOf: isoDate('2026-11-20') } as const
const EXPIRY = isoDate('2027-01-31')
const sato = { by: 'sato', at: '2026-11-01T00:00:00.000Z' as Instant }

async function openPortfolio(open: OpenDatabase) {
  const { deps, account } = await openTestApi(await open())
  const connection = await addConnection(deps.storage, account, { id: 'r1' })
  const row = async (name: string) => {
    const found = await deps.storage.read
      .selectFrom('domain')
      .innerJoin('renewal_class as c', (join) =>
        join.onRef('c.id', '=', 'domain.class_id').onRef('c.account', '=', 'domain.account'),
      )
      .selectAll('domain')
      .select(['c.suffix', 'c.rule_mode', 'c.decision_mode', 'c.critical', 'c.mode', 'c.scope', 'c.registry_state'])
      .where('domain.name', '=', name)
      .executeTakeFirstOrThrow()
    return found
  }
  const classCounts = () =>
    deps.storage.read
      .selectFrom('renewal_class as c')
      .select((eb) => [
        'c.names',
        eb
          .selectFrom('domain')
          .select((inner) => inner.fn.countAll<number>().as('n'))
          .whereRef('domain.class_id', '=', 'c.id')
          .as('counted'),
      ])
      .execute()
  return { storage: deps.storage, account, connection, row, classCounts }
}

describeOnEachDatabase('writing names', (open) => {
  it('works out expiry, deadline, class and lock level of a new name', async () => {
    const { storage, account, connection, row } = await openPortfolio(open)
    await storage.transact((trx) =>
      trx.insertInto('cut_off').values({ account, connection, suffix: 'co.jp', kind: 'daysBefore', n: 2 }).execute(),
    )
    await addNames(storage, account, [
      nameWith('Ｅxample.co.jp', {
        connection,
        registryExpiresOn: EXPIRY,
        registrarAutoRenew: 'on',
        locks: { transfer: true, update: null, delete: null, renew: null },
        tags: ['b', 'a', 'b'],
        provenance: { registryExpiresOn: IMPORTED },
      }),
    ])
    expect(await row('example.co.jp')).toMatchObject({
      suffix: 'co.jp',
      expires_on: '2027-01-31',
      decide_by: '2027-01-24',
      as_of: '2026-11-20',
      lock_level: 'transfer',
      tags: '["a","b"]',
      mode: 'renew',
      scope: 'account',
    })
  })

  it('reads the expiry of an organisational .jp name out of its status', async () => {
    const { storage, account, connection, row } = await openPortfolio(open)
    const statuses = ['Connected (2027/01/31)', 'AgentChangeLocked']
    await addNames(storage, account, [
      nameWith('example.co.jp', { connection, statuses, provenance: { statuses: IMPORTED } }),
    ])
    expect(await row('example.co.jp')).toMatchObject({
      registry_expires_on: '2027-01-31',
      registry_state: 'normal',
      lock_level: 'transfer',
      lock_transfer: 1,
    })
  })

  it('ends a decision and a release when the expiry moves, and keeps the standing rule', async () => {
    const { storage, account, connection, row } = await openPortfolio(open)
    const decision = { ...sato, mode: 'expire' as const, forExpiry: EXPIRY, via: 'person' }
    const release = { ...sato, forExpiry: EXPIRY }
    const rule = { ...sato, mode: 'renew' as const }
    await addNames(storage, account, [
      nameWith('example.com', { connection, registryExpiresOn: EXPIRY, decision, rule, critical: sato, release }),
    ])
    expect(await row('example.com')).toMatchObject({ decision_mode: 'expire', mode: 'expire', scope: 'decision' })
    await changeNames(storage, account, ['example.com'], () => ({ registryExpiresOn: isoDate('2028-01-31') }))
    expect(await row('example.com')).toMatchObject({
      decision_mode: 'none',
      decision_for: null,
      release_for: null,
      rule_mode: 'renew',
      mode: 'renew',
      scope: 'domain',
      expires_on: '2028-01-31',
      decide_by: '2028-01-26',
    })
  })

  it('has no deadline for a name that is not held any more', async () => {
    const { storage, account, connection, row } = await openPortfolio(open)
    await addNames(storage, account, [nameWith('example.com', { connection, registryExpiresOn: EXPIRY })])
    await changeNames(storage, account, ['example.com'], () => ({ holding: 'transferredOut' }))
    expect(await row('example.com')).toMatchObject({ expires_on: '2027-01-31', decide_by: null })
  })

  it('writes only names that differ, with the change they belong to', async () => {
    const { storage, account, connection, row } = await openPortfolio(open)
    await addNames(
      storage,
      account,
      ['a.com', 'b.com'].map((name) => nameWith(name, { connection, department: 'Sales' })),
    )
    const before = await row('a.com')
    const later = '2026-11-24T00:00:00.000Z' as Instant
    const written = await changeNames(
      storage,
      account,
      ['a.com', 'b.com'],
      (state) => ({ department: state.name === 'b.com' ? 'Legal' : 'Sales' }),
      later,
    )
    expect(written).toEqual(new Set([(await row('b.com')).id]))
    expect(await row('a.com')).toEqual(before)
    expect(await row('b.com')).toMatchObject({
      department: 'Legal',
      updated_at: later,
      change_seq: before.change_seq + 1,
    })
  })

  it('leaves a trace of what limited a reader before department or tags changed', async () => {
    const { storage, account, connection } = await openPortfolio(open)
    await addNames(storage, account, [nameWith('a.co.jp', { connection, department: 'Sales', tags: ['x'] })])
    await changeNames(storage, account, ['a.co.jp'], () => ({ department: 'Legal', tags: ['y', 'z'] }))
    await changeNames(storage, account, ['a.co.jp'], () => ({ note: 'nothing of it' }))
    expect(await storage.read.selectFrom('scope_move').selectAll().execute()).toMatchObject([
      { name: 'a.co.jp', suffix: 'co.jp', department: 'Sales', tags: '["x"]' },
    ])
    const tags = await storage.read.selectFrom('domain_tag').select('tag').orderBy('tag').execute()
    expect(tags).toEqual([{ tag: 'y' }, { tag: 'z' }])
  })

  it('keeps the number of names of each class', async () => {
    const { storage, account, connection, classCounts } = await openPortfolio(open)
    const names = ['a.com', 'b.com', 'c.com', 'd.jp']
    await addNames(
      storage,
      account,
      names.map((name) => nameWith(name, { connection })),
    )
    await changeNames(storage, account, ['b.com', 'd.jp'], () => ({ registrarAutoRenew: 'off' }))
    const counts = await classCounts()
    expect(counts.map(({ names: kept }) => kept)).toEqual(counts.map(({ counted }) => counted))
    expect(counts.reduce((sum, { names: kept }) => sum + kept, 0)).toBe(4)
  })
})
