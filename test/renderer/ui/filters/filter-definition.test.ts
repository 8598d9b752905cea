import { describe, expect, it } from 'vitest'
import { readChoice, writeChoice } from '../../../../renderer/ui/filters/filter-definition.ts'

describe('the values of a filter', () => {
  it.each([
    [undefined, { isNot: false, values: [] }],
    ['jp', { isNot: false, values: ['jp'] }],
    [['-jp', '-com'], { isNot: true, values: ['jp', 'com'] }],
  ])('%o is read as %o', (value, chosen) => {
    expect(readChoice(value)).toEqual(chosen)
  })

  it('are written as the API reads them, and not at all when there are none', () => {
    expect(writeChoice({ isNot: true, values: ['jp'] })).toEqual(['-jp'])
    expect(writeChoice({ isNot: true, values: [] })).toBeUndefined()
  })
})
