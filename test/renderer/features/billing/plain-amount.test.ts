import { expect, it } from 'vitest'
import { MAX_YEN } from '../../../../core/money/yen-input.ts'
import { isYenAmount, plainAmount } from '../../../../renderer/features/billing/plain-amount.ts'

it.each(['１０，０００円', '¥10,000', ' 10000 '])('%s is read as people write amounts', (typed) => {
  expect(plainAmount(typed)).toBe('10000')
})

it('an amount may be as large as the service takes it, and no larger', () => {
  expect(isYenAmount(String(MAX_YEN))).toBe(true)
  expect(isYenAmount(String(MAX_YEN + 1))).toBe(false)
  expect(isYenAmount('500', 499)).toBe(false)
})

it.each(['0', '-1', '10.5', 'ten', ''])('%j is no amount of whole yen', (typed) => {
  expect(isYenAmount(typed)).toBe(false)
})
