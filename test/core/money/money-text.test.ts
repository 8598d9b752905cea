import { describe, expect, it } from 'vitest'
import { moneyText } from '../../../core/money/money-text.ts'
import { money } from '../../support/notice-builder.ts'

describe('money in a column', () => {
  it.each([
    [money(3980), '¥3,980'],
    [money(-100), '-¥100'],
    [money(0), '¥0'],
    [money(1234567890), '¥1,234,567,890'],
    [money(1899, 'USD'), 'USD 18.99'],
    [money(-123456789, 'EUR'), '-EUR 1,234,567.89'],
    [money(1234567, 'KWD'), 'KWD 1,234.567'],
  ])('%j is %s', (value, text) => {
    expect(moneyText(value)).toBe(text)
  })
})
