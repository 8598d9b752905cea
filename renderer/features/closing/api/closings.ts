import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { IsoMonth } from '../../../../core/calendar/iso-date.ts'
import {
  getBillingCalendar,
  listClosings,
  postClosing,
  previewClosing,
  putBillingCalendar,
} from '../../../../core/contract/http/closings.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

export type Closing = RouteOutput<typeof listClosings>['items'][number]
export type ClosingPreview = RouteOutput<typeof previewClosing>
export type CalendarMonth = RouteOutput<typeof getBillingCalendar>['items'][number]

/** Keys begin with the account on screen, so that its changes refresh them. */
const keyOf = (account: string, ...rest: readonly unknown[]) => [account, 'operator', ...rest]

export const closingsQuery = (account: string, of: string) =>
  queryOptions({
    queryKey: keyOf(account, 'closings', of),
    queryFn: ({ signal }) => call(listClosings, { params: { account: of } }, { signal }),
  })

export const closingPreviewQuery = (account: string, of: string) =>
  queryOptions({
    queryKey: keyOf(account, 'closing-preview', of),
    queryFn: ({ signal }) => call(previewClosing, { params: { account: of } }, { signal }),
  })

export const billingCalendarQuery = (account: string, of: string) =>
  queryOptions({
    queryKey: keyOf(account, 'billing-calendar', of),
    queryFn: ({ signal }) => call(getBillingCalendar, { params: { account: of } }, { signal }),
  })

/** Closes a period and all before it. */
export function useClose(of: string) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (period: IsoMonth) => call(postClosing, { params: { account: of }, body: { period } }),
    onSuccess: () => {
      invalidateAccount(client, account)
      if (of !== account) invalidateAccount(client, of)
    },
  })
}

type CalendarChange = { readonly period: IsoMonth } & z.input<typeof putBillingCalendar.body>

/** Says how a month of an account is cut, issued and billed. */
export function useSetCalendar(of: string) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: ({ period, pieces }: CalendarChange) =>
      call(putBillingCalendar, { params: { account: of, period }, body: { pieces } }),
    onSuccess: () => {
      invalidateAccount(client, account)
      if (of !== account) invalidateAccount(client, of)
    },
  })
}
