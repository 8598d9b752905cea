import { expect, it } from 'vitest'
import { EVERYTHING, type ReaderScope } from '../../../core/access/reader-scope.ts'
import { isoDate } from '../../../core/calendar/iso-date.ts'
import { parseDomainFilter, type RawFilter } from '../../../core/portfolio/domain-filter.ts'
import { matchNames } from '../../../service/modules/domains/query/match-names.ts'
import { matchCondition } from '../../../service/modules/domains/query/name-sql.ts'
import { describeOnEachDatabase, type OpenDatabase } from '../../support/each-database.ts'
import { addConnection, addNames, nameWith } from '../../support/names.ts'
import { openTestApi } from '../../support/test-api.ts'

const TODAY = isoDate('2026-11-23')

async function openPortfolio(open: OpenDatabase) {
  const { deps, account } = await openTestApi(await open())
  const connection = await addConnection(deps.storage, account, { id: 'r1', name: '窓口', registrar: 'GMO' })
  await addNames(deps.storage, account, [
    nameWith('東京観光.com', { connection, department: 'Sales', tags: ['a'] }),
    nameWith('tokyo.co.jp', { connection, department: 'Legal', tags: ['a', 'b'] }),
    nameWith('50-percent.jp', { connection }),
    nameWith('gone.jp', { connection, holding: 'archived' }),
  ])
  return async (filter: RawFilter, scope: ReaderScope = EVERYTHING) => {
    const parsed = parseDomainFilter(filter)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    const db = deps.storage.read
    const match = await matchNames(db, { account, scope, today: TODAY }, parsed.value)
    const rows = await db
      .selectFrom('domain')
      .select('unicode_name')
      .where(matchCondition(db, match))
      .orderBy('name')
      .execute()
    return rows.map((row) => row.unicode_name)
  }
}

describeOnEachDatabase('which names a filter is about', (open) => {
  it('leaves archived names out unless they are asked for', async () => {
    const names = await openPortfolio(open)
    expect(await names({})).toEqual(['50-percent.jp', 'tokyo.co.jp', '東京観光.com'])
    expect(await names({ holding: 'archived' })).toEqual(['gone.jp'])
    expect(await names({ holding: '-held' })).toEqual(['gone.jp'])
  })

  it('searches either spelling, in any width and case, and takes wildcards for what they are', async () => {
    const names = await openPortfolio(open)
    const tokyo = '東京観光.com'
    for (const search of ['東京観光', '東京', '京', '観光.com', '光．ＣＯＭ', 'XN--', 'xn--1lq', '東京観光。com']) {
      expect(await names({ search }), search).toEqual([tokyo])
    }
    expect(await names({ search: 'ｔＯＫ' })).toEqual(['tokyo.co.jp'])
    expect(await names({ search: 'Tokyo.CO.jp.' })).toEqual(['tokyo.co.jp'])
    expect(await names({ search: 'tokyo.' })).toEqual(['tokyo.co.jp'])
    expect(await names({ search: 'jp.' })).toEqual([])
    expect(await names({ search: 'yo' })).toEqual(['tokyo.co.jp'])
    expect(await names({ search: '-p' })).toEqual(['50-percent.jp'])
    expect(await names({ search: '%' })).toEqual([])
    expect(await names({ search: '___' })).toEqual([])
    expect(await names({ search: '"' })).toEqual([])
    expect(await names({ search: 'a"b' })).toEqual([])
    expect(await names({ search: '  ' })).toHaveLength(3)
  })

  it('finds by department and tags, and by having none', async () => {
    const names = await openPortfolio(open)
    expect(await names({ department: 'Sales' })).toEqual(['東京観光.com'])
    expect(await names({ department: ['Sales', ''] })).toEqual(['50-percent.jp', '東京観光.com'])
    expect(await names({ department: '-Sales' })).toEqual(['50-percent.jp', 'tokyo.co.jp'])
    expect(await names({ department: '-' })).toEqual(['tokyo.co.jp', '東京観光.com'])
    expect(await names({ tag: ['b', ''] })).toEqual(['50-percent.jp', 'tokyo.co.jp'])
    expect(await names({ tag: ['a', '-b'] })).toEqual(['東京観光.com'])
    expect(await names({ tag: '' })).toEqual(['50-percent.jp'])
    expect(await names({ tag: '-' })).toEqual(['tokyo.co.jp', '東京観光.com'])
  })

  it('finds by connection, named by id or by name, and by registrar', async () => {
    const names = await openPortfolio(open)
    expect(await names({ connection: 'r1', registrar: 'GMO' })).toHaveLength(3)
    expect(await names({ connection: '窓口' })).toHaveLength(3)
    expect(await names({ connection: '-窓口' })).toEqual([])
    expect(await names({ registrar: 'gmo' })).toEqual([])
  })

  it('shows a limited reader only what their limits cover', async () => {
    const names = await openPortfolio(open)
    expect(await names({}, { kind: 'limited', departments: ['Sales'] })).toEqual(['東京観光.com'])
    expect(await names({}, { kind: 'limited', suffixes: ['jp'] })).toEqual(['50-percent.jp'])
    expect(await names({}, { kind: 'limited', tags: ['b'], suffixes: ['co.jp', 'com'] })).toEqual(['tokyo.co.jp'])
    expect(await names({ tag: 'a' }, { kind: 'limited', tags: [] })).toEqual([])
    expect(await names({}, { kind: 'limited' })).toHaveLength(3)
  })
})
