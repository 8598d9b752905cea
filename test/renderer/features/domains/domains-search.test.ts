import { describe, expect, it } from 'vitest'
import { NO_FILTER, parseDomainFilter } from '../../../../core/portfolio/domain-filter.ts'
import { filterBody } from '../../../../renderer/features/domains/api/list-domains.ts'
import {
  domainsSearchSchema,
  filterOf,
  hasFilter,
  isSameFilter,
} from '../../../../renderer/features/domains/domains-search.ts'
import { matchesFilter } from '../../../../renderer/features/domains/matches-filter.ts'
import { mockDomain } from '../../../support/portfolio-mock.ts'

const read = (search: object) => domainsSearchSchema.parse(search)
const filter = (search: object) => {
  const parsed = parseDomainFilter(filterBody(filterOf(read(search))))
  return parsed.ok ? parsed.value : NO_FILTER
}

describe('the address of the table of names', () => {
  it('keeps one value and several alike', () => {
    expect(read({ mode: 'expire', suffix: ['jp', 'co.jp'] })).toMatchObject({
      mode: ['expire'],
      suffix: ['jp', 'co.jp'],
    })
  })

  it('opens although a part of it cannot be read', () => {
    expect(read({ decideTo: 'soon', mode: 'expire', colour: 'red' })).toEqual({ mode: ['expire'] })
  })

  it('has no filter when only order and drawer are set', () => {
    expect(hasFilter(filterOf(read({ sort: 'name', open: 'a.jp' })))).toBe(false)
  })

  it('knows equal filters whatever their order', () => {
    const a = filterOf(read({ mode: 'expire', search: 'x' }))
    expect(isSameFilter(a, filterOf(read({ search: 'x', mode: ['expire'] })))).toBe(true)
    expect(isSameFilter(a, filterOf(read({ search: 'x' })))).toBe(false)
  })
})

describe('whether a row is within a filter', () => {
  const row = { ...mockDomain(3), unicodeName: '桜.jp', tags: ['EC'], department: null }

  it.each([
    [{}, true],
    [{ search: '桜' }, true],
    [{ search: 'MINATO' }, true],
    [{ search: 'zzz' }, false],
    [{ suffix: row.suffix }, true],
    [{ suffix: `-${row.suffix}` }, false],
    [{ mode: row.renewal.mode, lock: row.lockLevel }, true],
    [{ contradiction: String(!row.contradiction) }, false],
    [{ tag: ['EC', 'x'] }, true],
    [{ tag: '' }, false],
    [{ expiresFrom: row.expiresOn, expiresTo: row.expiresOn }, true],
    [{ decideTo: '2020-01-01' }, false],
  ])('%o: %s', (search, expected) => {
    expect(matchesFilter(filter(search), row)).toBe(expected)
  })
})
