import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  getDirectDebit,
  listDirectDebits,
  postDirectDebit,
  postDirectDebitResult,
  previewDirectDebit,
  resumeDirectDebit,
  withdrawDirectDebit,
} from '../../../../core/contract/http/direct-debits.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { useAccount } from '../../../data/account.tsx'
import { call, create } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

export type DebitRequest = RouteOutput<typeof listDirectDebits>['items'][number]
export type Debit = RouteOutput<typeof getDirectDebit>['debits'][number]
export type DebitPreview = RouteOutput<typeof previewDirectDebit>

export const debitRequestsQuery = (account: string, page: { readonly limit: number; readonly offset: number }) =>
  queryOptions({
    queryKey: [account, 'operator', 'direct-debits', page],
    queryFn: ({ signal }) => call(listDirectDebits, { query: page }, { signal }),
    placeholderData: keepPreviousData,
  })

export const debitRequestQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: [account, 'operator', 'direct-debit', id],
    queryFn: ({ signal }) => call(getDirectDebit, { params: { id } }, { signal }),
  })

export const debitPreviewQuery = (account: string, debitOn: string) =>
  queryOptions({
    queryKey: [account, 'operator', 'direct-debit-preview', debitOn],
    queryFn: ({ signal }) => call(previewDirectDebit, { query: { debitOn } }, { signal }),
    placeholderData: keepPreviousData,
  })

function useAfterChange() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return () => invalidateAccount(client, account)
}

/** Makes the request of a day; answers with its id. */
export function useRequestDebits() {
  const changed = useAfterChange()
  return useMutation({
    mutationFn: (debitOn: string) => create(postDirectDebit, { body: { debitOn, lineEnd: 'crlf' } }),
    onSuccess: changed,
  })
}

export function useWithdrawRequest(id: string) {
  const changed = useAfterChange()
  return useMutation({ mutationFn: () => call(withdrawDirectDebit, { params: { id } }), onSuccess: changed })
}

/** Hands the bank's result in: what was paid is booked. */
export function useHandResultIn(id: string) {
  const changed = useAfterChange()
  return useMutation({
    mutationFn: (file: File) =>
      call(postDirectDebitResult, { params: { id }, file: new Blob([file], { type: 'text/plain' }) }),
    onSuccess: changed,
  })
}

export function useResumeDebits() {
  const changed = useAfterChange()
  return useMutation({
    mutationFn: (account: string) => call(resumeDirectDebit, { params: { account } }),
    onSuccess: changed,
  })
}
