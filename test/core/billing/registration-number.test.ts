import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  hasCorporateCheckDigit,
  parseRegistrationNumber,
  registrationNumberSchema,
} from '../../../core/billing/registration-number.ts'

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))

describe('a registration number', () => {
  it.each(['T7010705000725', 'T4011001098993', 'T2120901007402', 'T7123456789012', 'T9999999999999'])(
    '%s of a corporation is right',
    (text) => {
      expect(parseRegistrationNumber(text, 'corporation')).toEqual({ ok: true, value: text })
      expect(registrationNumberSchema.safeParse(text).success).toBe(true)
    },
  )

  it.each(['T1234567890123', 'T3210987654321', 'T0123456789012'])('%s has a wrong check digit', (text) => {
    expect(parseRegistrationNumber(text, 'corporation')).toEqual({ ok: false, error: 'wrong_check_digit' })
    expect(registrationNumberSchema.safeParse(text).error?.issues[0]?.message).toBe('wrong_check_digit')
  })

  it('of an individual has no check digit that one could know', () => {
    expect(parseRegistrationNumber('T1234567890123', 'individual')).toMatchObject({ ok: true })
  })

  it('is taken as people write it', () => {
    for (const text of ['Ｔ７１２３４５６７８９０１２', 't7123456789012', 'T7-1234-5678-9012', 'T7 1234 5678 9012']) {
      expect(parseRegistrationNumber(text, 'corporation')).toEqual({ ok: true, value: 'T7123456789012' })
    }
  })

  it.each(['', 'T', '7123456789012', 'T712345678901', 'T71234567890123', 'T712345678901X', 'TT712345678901'])(
    '%j is none',
    (text) => {
      expect(parseRegistrationNumber(text, 'individual')).toEqual({ ok: false, error: 'bad_registration_number' })
    },
  )

  it('has exactly one check digit that fits, and never 0', () => {
    fc.assert(
      fc.property(digits(12), (base) => {
        const fitting = [...'0123456789'].filter((digit) => hasCorporateCheckDigit(digit + base))
        expect(fitting).toHaveLength(1)
        expect(fitting[0]).not.toBe('0')
      }),
    )
  })

  it('notices any single digit that was mistyped, except 0 for 9', () => {
    const place = fc.integer({ min: 0, max: 11 })
    fc.assert(
      fc.property(digits(12), place, fc.integer({ min: 1, max: 9 }), (base, at, by) => {
        const check = [...'123456789'].find((digit) => hasCorporateCheckDigit(digit + base)) ?? ''
        const changed = (Number(base[at]) + by) % 10
        const isInvisible = Math.abs(changed - Number(base[at])) === 9
        const other = base.slice(0, at) + changed + base.slice(at + 1)
        expect(hasCorporateCheckDigit(check + other)).toBe(isInvisible)
      }),
    )
  })
})
