import type { IssuerParty, RecipientParty } from '../../../core/billing/document-parts.ts'
import type { BillingProfileRow, IssuerRow } from '../billing-profile/billing-profile.repository.ts'
import { readBankAccount } from '../billing-profile/stored-bank-account.ts'

export function issuerParty(row: IssuerRow): IssuerParty {
  return {
    name: row.name,
    registrationNumber: row.registration_number,
    postalCode: row.postal_code,
    address: row.address,
    phone: row.phone,
    email: row.email,
    bankAccount: readBankAccount(row.bank_account),
  }
}

/** Companies and their departments are 御中; the account's own name where it has named nobody. */
export function recipientParty(row: BillingProfileRow & { readonly name: string }): RecipientParty {
  return {
    account: row.account,
    name: row.billing_name ?? row.name,
    honorific: '御中',
    department: row.billing_department,
    postalCode: row.billing_postal_code,
    address: row.billing_address,
    registrationNumber: row.registration_number,
  }
}

/** A name as searches compare it: without differences of width, case and spaces. */
export function counterpartyKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}
