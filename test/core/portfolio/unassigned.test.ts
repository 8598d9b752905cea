import { describe, expect, it } from 'vitest'
import { isUnassigned, saysUnassigned, UNASSIGNED } from '../../../core/portfolio/unassigned.ts'

describe('the connection without a registrar', () => {
  it.each([
    [{ name: UNASSIGNED, registrar: '' }, true],
    [{ name: UNASSIGNED, registrar: 'GoDaddy' }, false],
    [{ name: 'Old names', registrar: '' }, false],
  ])('%j: %s', (connection, expected) => {
    expect(isUnassigned(connection)).toBe(expected)
  })

  it.each([
    ['Unassigned', true],
    ['未割り当て', true],
    [' ＵＮＡＳＳＩＧＮＥＤ ', true],
    ['', false],
    ['GoDaddy', false],
  ])('is what %j says: %s', (cell, expected) => {
    expect(saysUnassigned(cell)).toBe(expected)
  })
})
