import { issuerSchema } from '../../../core/contract/http/billing-profile.ts'
import { wireYen } from '../../../core/money/yen-input.ts'
import { describeOverdraft } from '../ledger/describe-entry.ts'
import type { BillingProfileRow, IssuerRow } from './billing-profile.repository.ts'
import { readBankAccount } from './stored-bank-account.ts'

/** The billing part of an account, as its settings show it. */
export function describeProfile(row: BillingProfileRow) {
  return {
    plan: row.plan,
    terms: row.terms,
    issuer: row.issuer,
    holidayShift: row.holiday_shift,
    overdraft: describeOverdraft(row),
    paymentMethod: row.payment_method,
    delivery: row.delivery,
    recipient: {
      name: row.billing_name,
      department: row.billing_department,
      postalCode: row.billing_postal_code,
      address: row.billing_address,
      email: row.billing_email,
      registrationNumber: row.registration_number,
    },
    debitAccount: readBankAccount(row.debit_account),
    reversal: { until: row.reversal_until, days: row.reversal_days },
    lowBalanceAt: row.low_balance_at === null ? null : wireYen(row.low_balance_at),
  }
}

export function describeIssuer(row: IssuerRow) {
  return issuerSchema.parse({
    id: row.id,
    name: row.name,
    registrationNumber: row.registration_number,
    postalCode: row.postal_code,
    address: row.address,
    phone: row.phone,
    email: row.email,
    bankAccount: readBankAccount(row.bank_account),
    debitClient: row.debit_client === null ? null : JSON.parse(row.debit_client),
    zone: row.zone,
    corporateServiceFrom: row.corporate_service_from,
    updatedAt: row.updated_at,
  })
}
