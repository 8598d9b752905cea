import { Refusal } from '../../refusal.ts'
import type { IssuerRow } from './billing-profile.repository.ts'

/** A document names who issues it. */
export function isComplete({ name }: Pick<IssuerRow, 'name'>): boolean {
  return name.trim() !== ''
}

export function assertComplete(issuer: Pick<IssuerRow, 'name'>): void {
  if (isComplete(issuer)) return
  const detail = 'The issuer has no name yet; an operator fills it in (PATCH /api/operator/issuer).'
  throw new Refusal('issuer_incomplete', { detail, errors: [{ pointer: '/name', code: 'missing', detail }] })
}
