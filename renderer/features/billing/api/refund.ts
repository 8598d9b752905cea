import { useMutation, useQueryClient } from '@tanstack/react-query'
import { postRefund } from '../../../../core/contract/http/ledger.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

/** Money that was transferred back to the customer. */
export type Refund = { readonly amount: string; readonly occurredOn: string; readonly reason: string }

/** Sends the same form once, however often its button is pressed after a lost answer. */
export function useRefund() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: ({ key, ...body }: Refund & { readonly key: string }) =>
      call(postRefund, { params: { account }, body }, { idempotencyKey: key }),
    onSuccess: () => invalidateAccount(client, account),
  })
}
