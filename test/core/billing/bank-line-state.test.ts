import { describe, expect, it } from 'vitest'
import { firstState, mayDecide } from '../../../core/billing/bank-line-state.ts'

describe('a line of a bank file', () => {
  it.each([
    ['in', 'open', 'account', 'yes'],
    ['in', 'open', 'suspense', 'yes'],
    ['in', 'open', 'ignore', 'yes'],
    ['in', 'suspense', 'account', 'yes'],
    ['in', 'account', 'reopen', 'yes'],
    ['in', 'ignored', 'reopen', 'yes'],
    ['cancel', 'open', 'cancel', 'yes'],
    ['out', 'open', 'refund', 'yes'],
    ['out', 'none', 'refund', 'yes'],
    ['out', 'account', 'reopen', 'yes'],
    ['out', 'account', 'refund', 'settled'],
    ['in', 'open', 'refund', 'unsuited'],
    ['in', 'account', 'account', 'settled'],
    ['in', 'suspense', 'suspense', 'settled'],
    ['in', 'cancelled', 'account', 'settled'],
    ['cancel', 'cancelled', 'cancel', 'settled'],
    ['in', 'open', 'cancel', 'unsuited'],
    ['in', 'open', 'reopen', 'unsuited'],
    ['cancel', 'open', 'account', 'unsuited'],
    ['cancel', 'cancelled', 'reopen', 'unsuited'],
    ['out', 'none', 'account', 'unsuited'],
    ['other', 'none', 'ignore', 'unsuited'],
  ] as const)('%s and %s: %s is %s', (direction, state, verdict, expected) => {
    expect(mayDecide(direction, state, verdict)).toBe(expected)
  })

  it.each([
    ['in', 1, 'open'],
    ['cancel', 1, 'open'],
    ['in', 0, 'none'],
    ['out', 1, 'none'],
    ['other', 1, 'none'],
  ] as const)('%s of %s yen begins as %s', (direction, amount, state) => {
    expect(firstState({ direction, amount })).toBe(state)
  })
})
