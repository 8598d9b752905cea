import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packIds, unpackIds } from '../../../service/modules/bulk/id-snapshot.ts'

describe('a snapshot of ids', () => {
  it('comes back as it was, in its order', () => {
    const ids = fc.array(fc.integer({ min: 1, max: 2 ** 50 }), { maxLength: 200 })
    fc.assert(
      fc.property(ids, (list) => {
        expect(unpackIds(packIds(list))).toEqual(list)
      }),
    )
  })

  it('takes a byte for each of a million neighbours', () => {
    const ids = Array.from({ length: 1_000_000 }, (_, index) => index + 1)
    expect(packIds(ids)).toHaveLength(1_000_000)
  })
})
