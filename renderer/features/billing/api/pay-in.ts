import { useMutation, useQueryClient } from '@tanstack/react-query'
import { postDeposit, postPayment } from '../../../../core/contract/http/ledger.ts'
import type { PaymentMethod } from '../../../../core/ledger/entry.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

/** Money paid in; `invoice` where it is for one. An operator books it, others announce it. */
export type PayIn = {
  readonly amount: string
  readonly method: PaymentMethod
  readonly occurredOn?: string
  readonly invoice?: string
  readonly announcement?: string
}

/** Sends the same form once, however often its button is pressed after a lost answer. */
export function usePayIn() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: async ({ key, ...body }: PayIn & { readonly key: string }) => {
      const options = { idempotencyKey: key }
      const { invoice, ...deposit } = body
      return invoice === undefined
        ? call(postDeposit, { params: { account }, body: deposit }, options)
        : call(postPayment, { params: { account }, body }, options)
    },
    onSuccess: () => invalidateAccount(client, account),
  })
}
