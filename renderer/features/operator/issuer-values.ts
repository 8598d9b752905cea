import type { z } from 'zod'
import type { patchIssuer } from '../../../core/contract/http/billing-profile.ts'
import type { Issuer } from './api/accounts.ts'

type Change = z.input<typeof patchIssuer.body>
type BankAccount = NonNullable<Issuer['bankAccount']>

/** The issuer as a form holds it: texts, '' where there is none. */
export type IssuerValues = {
  readonly name: string
  readonly registrationNumber: string
  readonly postalCode: string
  readonly address: string
  readonly phone: string
  readonly email: string
  readonly bankAccount: BankAccount
  readonly debitClient: { readonly code: string; readonly name: string }
  readonly corporateServiceFrom: string
}

const NO_ACCOUNT: BankAccount = {
  bankCode: '',
  bankName: '',
  branchCode: '',
  branchName: '',
  type: 'ordinary',
  number: '',
  holder: '',
}

export function issuerValues(issuer: Issuer): IssuerValues {
  return {
    name: issuer.name,
    registrationNumber: issuer.registrationNumber ?? '',
    postalCode: issuer.postalCode ?? '',
    address: issuer.address ?? '',
    phone: issuer.phone ?? '',
    email: issuer.email ?? '',
    bankAccount: issuer.bankAccount ?? NO_ACCOUNT,
    debitClient: issuer.debitClient ?? { code: '', name: '' },
    corporateServiceFrom: issuer.corporateServiceFrom ?? '',
  }
}

/** An empty text means that there is no such value; a bank account without a number is none. */
export function issuerChange(values: IssuerValues): Change {
  const { name, bankAccount, debitClient } = values
  return {
    name,
    registrationNumber: values.registrationNumber.trim() || null,
    postalCode: values.postalCode.trim() || null,
    address: values.address.trim() || null,
    phone: values.phone.trim() || null,
    email: values.email.trim() || null,
    bankAccount: bankAccount.number === '' && bankAccount.bankCode === '' ? null : bankAccount,
    debitClient: debitClient.code === '' ? null : debitClient,
    corporateServiceFrom: values.corporateServiceFrom || null,
  }
}
