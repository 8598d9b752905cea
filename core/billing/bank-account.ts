import { z } from 'zod'

/** A Japanese bank account, as transfers and direct debits name it; the holder in half-width kana. */
export const bankAccountSchema = z.object({
  bankCode: z.string().regex(/^\d{4}$/, { message: 'the bank code of four digits' }),
  bankName: z.string().trim().min(1).max(60),
  branchCode: z.string().regex(/^\d{3}$/, { message: 'the branch code of three digits' }),
  branchName: z.string().trim().min(1).max(60),
  type: z.enum(['ordinary', 'current', 'savings', 'other']),
  number: z.string().regex(/^\d{1,7}$/, { message: 'the account number, up to seven digits' }),
  holder: z.string().trim().min(1).max(60),
})
export type BankAccount = z.output<typeof bankAccountSchema>
