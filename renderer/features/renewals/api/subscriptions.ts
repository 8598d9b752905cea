import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  deleteSubscription,
  listSubscriptions,
  postSubscription,
} from '../../../../core/contract/http/subscriptions.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'

export const subscriptionsQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'subscriptions'],
    queryFn: ({ signal }) => call(listSubscriptions, { params: { account } }, { signal }),
  })

/** Subscribes the reader, or (with its id) ends their subscription. */
export function useSubscribe() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: async (ended: string | null) => {
      if (ended !== null) await call(deleteSubscription, { params: { account, id: ended } })
      else await call(postSubscription, { params: { account }, body: {} })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: subscriptionsQuery(account).queryKey }),
  })
}
