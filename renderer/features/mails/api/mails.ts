import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { listMails, listUndeliveredMails, type mailSchema, retryMail } from '../../../../core/contract/http/mails.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

export type Mail = z.output<typeof mailSchema>

export const mailsQuery = (account: string, query: z.input<(typeof listMails)['query']>) =>
  queryOptions({
    queryKey: [account, 'mails', query],
    queryFn: ({ signal }) => call(listMails, { params: { account }, query }, { signal }),
    placeholderData: keepPreviousData,
  })

export type UndeliveredMail = RouteOutput<typeof listUndeliveredMails>['items'][number]

/** Of every account; keyed by the account on screen, so that its changes refresh them. */
export const undeliveredQuery = (account: string, query: z.input<(typeof listUndeliveredMails)['query']>) =>
  queryOptions({
    queryKey: [account, 'operator', 'undelivered', query],
    queryFn: ({ signal }) => call(listUndeliveredMails, { query }, { signal }),
    placeholderData: keepPreviousData,
  })

/** Sends a refused mail again, to the address that is given. */
export function useRetryMail(id: string) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (to: string) => call(retryMail, { params: { account, id }, body: { to } }),
    onSuccess: () => invalidateAccount(client, account),
  })
}
