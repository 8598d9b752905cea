import { type BankAccount, bankAccountSchema } from '../../../core/billing/bank-account.ts'

/** A bank account as it is stored, where there is one. */
export function readBankAccount(stored: string | null): BankAccount | null {
  return stored === null ? null : bankAccountSchema.parse(JSON.parse(stored))
}
