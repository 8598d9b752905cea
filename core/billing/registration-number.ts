import { z } from 'zod'
import type { Brand } from '../base/brand.ts'
import { ok, type Result, refused } from '../base/result.ts'

/** The number of an issuer of qualified invoices (適格請求書発行事業者の登録番号): `T` and thirteen digits. */
export type RegistrationNumber = Brand<string, 'RegistrationNumber'>

/** A corporation's number is its 法人番号 with a check digit; what an individual's digits have to satisfy is not published. */
export type RegistrationHolder = 'corporation' | 'individual'

/** From this day on a qualified invoice is what a buyer's deduction rests on (消費税法57条の4). */
export const QUALIFIED_INVOICES_FROM = '2023-10-01'

const SHAPE = /^T\d{13}$/

/** Reads a number as people write it: full width, lower case, with spaces or hyphens between the digits. */
export function parseRegistrationNumber(
  text: string,
  holder: RegistrationHolder,
): Result<RegistrationNumber, 'bad_registration_number' | 'wrong_check_digit'> {
  const number = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
  if (!SHAPE.test(number)) return refused('bad_registration_number')
  if (holder === 'corporation' && !hasCorporateCheckDigit(number.slice(1))) return refused('wrong_check_digit')
  return ok(number as RegistrationNumber)
}

/**
 * Whether the first of thirteen digits checks the other twelve: 9 - (sum mod 9), where the digits count once and twice in
 * turn from the right (法人番号の指定等に関する省令 2条).
 */
export function hasCorporateCheckDigit(digits: string): boolean {
  const sum = [...digits.slice(1)]
    .reverse()
    .reduce((total, digit, n) => total + Number(digit) * (n % 2 === 0 ? 1 : 2), 0)
  return Number(digits[0]) === 9 - (sum % 9)
}

/** For fields of the contract that hold a corporation's number. */
export const registrationNumberSchema = z.string().transform((text, context) => {
  const number = parseRegistrationNumber(text, 'corporation')
  if (number.ok) return number.value
  context.addIssue({ code: 'custom', message: number.error, input: text })
  return z.NEVER
})
