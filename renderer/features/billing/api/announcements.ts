import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { deleteAnnouncement, listAnnouncements } from '../../../../core/contract/http/ledger.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

export type Announcement = RouteOutput<typeof listAnnouncements>['items'][number]

export const announcementsQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'announcements'],
    queryFn: ({ signal }) => call(listAnnouncements, { params: { account } }, { signal }),
  })

/** Takes back what somebody said is on its way. */
export function useWithdraw() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (id: string) => call(deleteAnnouncement, { params: { account, id } }),
    onSuccess: () => invalidateAccount(client, account),
  })
}
