import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  getOrder,
  listOrders,
  listRenewalRuns,
  listReversals,
  type OrderView,
  postOrder,
  postReversal,
} from '../../../../core/contract/http/orders.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'
import { stepUp } from '../../../data/step-up.ts'

export type Order = OrderView
export type OrderItem = Order['items'][number]
export type RenewalRun = RouteOutput<typeof listRenewalRuns>['items'][number]

type Page = { readonly limit: number; readonly offset: number }

export const ordersQuery = (account: string, page: Page) =>
  queryOptions({
    queryKey: [account, 'orders', page],
    queryFn: ({ signal }) => call(listOrders, { params: { account }, query: page }, { signal }),
    placeholderData: keepPreviousData,
  })

const UNDER_WAY: readonly Order['state'][] = ['pending', 'running']
const LOOK_AGAIN_MS = 2_000

function isUnderWay({ state }: Order): boolean {
  return UNDER_WAY.includes(state)
}

/** One order; looked at again while it is under way, as not every step of it is told as a change. */
export const orderQuery = (account: string, id: string, page: Page) =>
  queryOptions({
    queryKey: [account, 'order', id, page],
    queryFn: ({ signal }) => call(getOrder, { params: { account, id }, query: page }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? LOOK_AGAIN_MS : false),
  })

export const renewalRunsQuery = (account: string, page: Page) =>
  queryOptions({
    queryKey: [account, 'renewal-runs', page],
    queryFn: ({ signal }) => call(listRenewalRuns, { params: { account }, query: page }, { signal }),
    placeholderData: keepPreviousData,
  })

export const reversalsQuery = (account: string, page: Page) =>
  queryOptions({
    queryKey: [account, 'reversals', page],
    queryFn: ({ signal }) => call(listReversals, { params: { account }, query: page }, { signal }),
    placeholderData: keepPreviousData,
  })

type Renewal = { readonly key: string; readonly name: string; readonly years: number }

/** Orders a renewal now; the same dialog orders it once, however often its button is pressed after a lost answer. */
export function useRenew() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: ({ key, name, years }: Renewal) => {
      const body = { items: [{ operation: 'renew' as const, name, years }] }
      return call(postOrder, { params: { account }, body }, { idempotencyKey: key })
    },
    onSuccess: () => invalidateAccount(client, account),
  })
}

type Reversal = { readonly name: string; readonly confirm: string; readonly password: string }

/** Gives a renewal back and lets the name go, once the reader has proved again who they are. */
export function useReverse() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: async ({ password, ...body }: Reversal) => {
      await stepUp(password)
      return call(postReversal, { params: { account }, body })
    },
    onSuccess: () => invalidateAccount(client, account),
  })
}
