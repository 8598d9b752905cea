import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  endDeliveryRequest,
  listDeliveryRequests,
  listOperatedDeliveries,
  postDeliveryRequest,
  withdrawDeliveryRequest,
} from '../../../../core/contract/http/deliveries.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

type Query = z.input<(typeof listDeliveryRequests)['query']>
export type Delivery = RouteOutput<typeof listDeliveryRequests>['items'][number]
export type Eligibility = RouteOutput<typeof listDeliveryRequests>['eligibility']

export const deliveriesQuery = (account: string, query: Query) =>
  queryOptions({
    queryKey: [account, 'deliveries', query],
    queryFn: ({ signal }) => call(listDeliveryRequests, { params: { account }, query }, { signal }),
    placeholderData: keepPreviousData,
  })

/** Of every account; keyed by the account on screen, so that its changes refresh them. */
export const operatedDeliveriesQuery = (account: string, query: Query) =>
  queryOptions({
    queryKey: [account, 'operator', 'deliveries', query],
    queryFn: ({ signal }) => call(listOperatedDeliveries, { query }, { signal }),
    placeholderData: keepPreviousData,
  })

export function useRequestDelivery() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: ({ key, ...body }: z.input<typeof postDeliveryRequest.body> & { readonly key: string }) =>
      call(postDeliveryRequest, { params: { account }, body }, { idempotencyKey: key }),
    onSuccess: () => invalidateAccount(client, account),
  })
}

export function useWithdrawDelivery() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (id: string) => call(withdrawDeliveryRequest, { params: { account, id } }),
    onSuccess: () => invalidateAccount(client, account),
  })
}

/** An operator posted the document of a request, or declines it. */
export function useEndDelivery({ id, account: of }: Delivery) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (body: z.input<typeof endDeliveryRequest.body>) => call(endDeliveryRequest, { params: { id }, body }),
    onSuccess: () => {
      invalidateAccount(client, account)
      if (of.id !== account) invalidateAccount(client, of.id)
    },
  })
}
