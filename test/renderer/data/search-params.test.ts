import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '../../../renderer/data/search-params.ts'

describe('search parameters', () => {
  it('are written as the API reads them', () => {
    expect(stringifySearch({ suffix: ['jp', 'co.jp'], search: '桜', sort: '-decideBy' })).toBe(
      '?suffix=jp&suffix=co.jp&search=%E6%A1%9C&sort=-decideBy',
    )
  })

  it('leave no trace of cleared filters', () => {
    expect(stringifySearch({ suffix: undefined, tag: [], search: '' })).toBe('')
  })

  it('come back as they were', () => {
    const values = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), values), (search) => {
        expect(parseSearch(stringifySearch(search))).toEqual({ ...search })
      }),
    )
  })
})
