import { describe, expect, it } from 'vitest'
import { isAnchoredBy, parseAnchor, printedAnchor } from '../../../core/ledger/anchor.ts'

const HASH = `0123456789abcdef${'7'.repeat(48)}`

describe('an anchor', () => {
  it.each([
    [`12:${HASH}`, { seq: 12, hash: HASH }],
    ['12:0123456789abcdef', { seq: 12, hash: '0123456789abcdef' }],
    [' 12:0123456789ABCDEF ', { seq: 12, hash: '0123456789abcdef' }],
    ['12:0123456789abcde', null],
    ['12', null],
    [`-1:${HASH}`, null],
    [`12:${HASH}0`, null],
  ])('%s is read as a number and a hash', (text, anchor) => {
    expect(parseAnchor(text)).toEqual(anchor)
  })

  it('is as good on paper as whole', () => {
    const printed = parseAnchor(printedAnchor(`12:${HASH}`))
    expect(printed).toEqual({ seq: 12, hash: '0123456789abcdef' })
    expect(printed && isAnchoredBy(printed, HASH)).toBe(true)
    expect(printed && isAnchoredBy(printed, HASH.replace('a', 'b'))).toBe(false)
  })
})
