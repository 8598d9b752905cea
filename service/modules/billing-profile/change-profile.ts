import { can } from '../../../core/access/can.ts'
import type { Permission } from '../../../core/access/permission.ts'
import { isEligibleForCorporateTerms } from '../../../core/billing/corporate-service.ts'
import { parseRegistrationNumber } from '../../../core/billing/registration-number.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { BillingPatch } from '../../../core/contract/http/billing-profile.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { invalidField, Refusal } from '../../refusal.ts'
import type { BillingProfileRow, IssuerRow } from './billing-profile.repository.ts'

const OPERATORS_ONLY = ['plan', 'terms', 'issuer', 'holidayShift', 'overdraft', 'reversal'] as const

/** Which permission each part of a patch needs; the terms are the operator's. */
export function assertMayChange(by: AccountCaller, patch: BillingPatch): void {
  const changed = Object.keys(patch).filter((key) => patch[key as keyof BillingPatch] !== undefined)
  const needed = new Set<Permission>(
    changed.map((key) =>
      (OPERATORS_ONLY as readonly string[]).includes(key) ? 'operator.accounts' : 'billing.manage',
    ),
  )
  for (const permission of needed) if (!can(by.actor, permission)) throw new Refusal('forbidden')
}

/** What a patch makes of a profile; refuses what the account's plan does not allow. */
export function patchedProfile(
  before: BillingProfileRow,
  patch: BillingPatch,
  issuer: IssuerRow,
  today: IsoDate,
): BillingProfileRow {
  const after: BillingProfileRow = {
    ...before,
    ...withoutUndefined({
      plan: patch.plan,
      terms: patch.terms,
      issuer: patch.issuer,
      holiday_shift: patch.holidayShift,
      payment_method: patch.paymentMethod,
      delivery: patch.delivery,
      debit_account: patch.debitAccount && JSON.stringify(patch.debitAccount),
      low_balance_at: patch.lowBalanceAt,
    }),
    ...overdraftColumns(patch.overdraft),
    ...recipientColumns(patch.recipient),
    ...withoutUndefined({ reversal_until: patch.reversal?.until, reversal_days: patch.reversal?.days }),
  }
  const isEligible = isEligibleForCorporateTerms(after.plan, issuer.corporate_service_from as IsoDate | null, today)
  const asksForMore =
    (patch.delivery === 'post' && before.delivery !== 'post') ||
    (patch.terms === 'corporate' && before.terms !== 'corporate')
  if (asksForMore && !isEligible) throw new Refusal('corporate_plan_required')
  return after
}

function overdraftColumns(overdraft: BillingPatch['overdraft']) {
  if (!overdraft) return {}
  return {
    overdraft_policy: overdraft.policy,
    overdraft_until: overdraft.policy === 'provisional' ? overdraft.until : null,
    overdraft_limit: overdraft.policy === 'corporate' ? overdraft.limit : null,
  }
}

function recipientColumns(recipient: BillingPatch['recipient']) {
  if (!recipient) return {}
  const { name, department, postalCode, address, email, registrationNumber } = recipient
  return withoutUndefined({
    billing_name: name,
    billing_department: department,
    billing_postal_code: postalCode,
    billing_address: address,
    billing_email: email,
    registration_number: registrationNumber && checkedNumber(registrationNumber, '/recipient/registrationNumber'),
  })
}

/** A corporation's registration number with its check digit. */
export function checkedNumber(text: string, pointer: string): string {
  const number = parseRegistrationNumber(text, 'corporation')
  if (number.ok) return number.value
  const detail =
    number.error === 'wrong_check_digit'
      ? 'The check digit of this number is wrong; compare it with the certificate.'
      : 'A registration number is T and thirteen digits.'
  throw invalidField(pointer, number.error, detail)
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

function withoutUndefined<T extends Readonly<Record<string, unknown>>>(values: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Defined<T>>
}
