import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { ErrorArgs } from '../../../core/contract/errors.ts'
import { RequestProblem } from '../../data/problem.ts'

/** Messages by field name, as Mantine's forms take them. */
export type FieldMessages = Record<string, string>

/** Faults whose texts say what to do about them. */
const OWN_TEXTS = [
  'too_big',
  'wrong_password',
  'postal_address_missing',
  'billing_email_missing',
  'not_delivered',
  'cut_outside_month',
  'cuts_not_in_order',
  'issued_too_early',
] as const

/**
 * Puts faults at their fields, in the reader's words: those that the contract's schema finds before sending
 * (`validate`) and those that the service answers (`fromProblem`; a fault of no known field is left to `FormProblem`).
 */
export function useFieldErrors() {
  const { t } = useTranslation('errors')
  const message = (code: string, path: string, args: ErrorArgs = {}): string => {
    if (code === 'unprintable') return t('fields.unprintable', { characters: args['characters'] ?? '' })
    if (path === 'email' && code === 'invalid_format') return t('fields.email')
    if (path === 'password' && code === 'too_small') return t('fields.password')
    if (code === 'too_small' || code === 'invalid_type') return t('fields.missing')
    const own = OWN_TEXTS.find((one) => one === code)
    return t(`fields.${own ?? 'other'}`)
  }
  return {
    validate:
      (schema: z.ZodType) =>
      (values: unknown): FieldMessages => {
        const parsed = schema.safeParse(values)
        if (parsed.success) return {}
        const entries = parsed.error.issues.map(({ path, code }) => [path.join('.'), message(code, path.join('.'))])
        return Object.fromEntries(entries)
      },
    fromProblem: (problem: unknown): FieldMessages => {
      if (!(problem instanceof RequestProblem)) return {}
      return Object.fromEntries(
        problem.fields.map(({ pointer, code }) => {
          const path = pointer.replace(/^\//, '').replaceAll('/', '.')
          return [path, message(code, path, problem.args)]
        }),
      )
    },
  }
}
