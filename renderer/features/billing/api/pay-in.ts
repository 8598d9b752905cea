import { postDeposit, postPayment } from '../../../../core/contract/http/ledger.ts'
import type { PaymentMethod } from '../../../../core/ledger/entry.ts'
import { call } from '../../../data/call.ts'
import { useBooking } from './book-entry.ts'

/** Money paid in; `invoice` where it is for one. An operator books it, others announce it. */
export type PayIn = {
  readonly amount: string
  readonly method: PaymentMethod
  readonly occurredOn?: string
  readonly invoice?: string
  readonly announcement?: string
}

export function usePayIn() {
  return useBooking<PayIn>((account, { invoice, ...deposit }, once) =>
    invoice === undefined
      ? call(postDeposit, { params: { account }, body: deposit }, once)
      : call(postPayment, { params: { account }, body: { ...deposit, invoice } }, once),
  )
}
