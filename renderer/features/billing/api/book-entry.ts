import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { bounceEntry, correctEntry, postAdjustment, postRefund } from '../../../../core/contract/http/ledger.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { newIdempotencyKey } from '../../../data/idempotency-key.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

type Once = { readonly idempotencyKey: string }

/** Books something into the ledger: the same form once, however often its button is pressed after a lost answer. */
export function useBooking<Form>(book: (account: string, form: Form, once: Once) => Promise<unknown>) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  const [idempotencyKey] = useState(newIdempotencyKey)
  return useMutation({
    mutationFn: (form: Form) => book(account, form, { idempotencyKey }),
    onSuccess: () => invalidateAccount(client, account),
  })
}

/** Money that was transferred back to the customer. */
export function useRefund() {
  return useBooking<{ readonly amount: string; readonly occurredOn: string; readonly reason: string }>(
    (account, body, once) => call(postRefund, { params: { account }, body }, once),
  )
}

export type Adjustment = {
  readonly kind: 'adjustment' | 'openingBalance'
  readonly direction: 'credit' | 'debit'
  readonly amount: string
  readonly occurredOn: string
  readonly reason: string
}

/** A balance brought from elsewhere, or what moves it without money or orders. */
export function useAdjust() {
  return useBooking<Adjustment>((account, body, once) => call(postAdjustment, { params: { account }, body }, once))
}

/** What was taken back by the bank on a day of its own, or was a mistake of ours. */
export type TakeBack = { readonly as: 'bounce' | 'correction'; readonly occurredOn: string; readonly reason: string }

/** Takes an entry back by another. */
export function useTakeBack(seq: number) {
  return useBooking<TakeBack>((account, { as, occurredOn, reason }, once) =>
    as === 'bounce'
      ? call(bounceEntry, { params: { account, seq }, body: { occurredOn, reason } }, once)
      : call(correctEntry, { params: { account, seq }, body: { reason } }, once),
  )
}
