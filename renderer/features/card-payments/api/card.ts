import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { deleteCard, getCard, postCardPage } from '../../../../core/contract/http/card-payments.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { desktop } from '../../../data/desktop.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

export type CardState = RouteOutput<typeof getCard>

export const cardQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'card'],
    queryFn: ({ signal }) => call(getCard, { params: { account } }, { signal }),
  })

/** Goes to the provider's page: in the system's browser from the desktop, in this window elsewhere. */
export function useCardPage() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (body: z.input<typeof postCardPage.body>) => call(postCardPage, { params: { account }, body }),
    onSuccess: ({ url }) => {
      const shell = desktop()
      if (shell) void shell.app.openLink({ url })
      else window.location.assign(url)
      invalidateAccount(client, account)
    },
  })
}

export function useForgetCard() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: () => call(deleteCard, { params: { account } }),
    onSuccess: () => invalidateAccount(client, account),
  })
}
