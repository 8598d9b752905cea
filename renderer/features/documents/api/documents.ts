import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { documentDetailSchema, documentItemSchema } from '../../../../core/contract/http/document-shapes.ts'
import {
  listDocuments,
  listOperatedDocuments,
  postReceipt,
  reissueDocument,
} from '../../../../core/contract/http/documents.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'
import { RequestProblem } from '../../../data/problem.ts'
import { routesOf } from '../document-files.ts'

export type DocumentItem = z.output<typeof documentItemSchema>
export type DocumentDetail = z.output<typeof documentDetailSchema>
export type OperatedDocument = RouteOutput<typeof listOperatedDocuments>['items'][number]
type ListQuery = z.input<(typeof listDocuments)['query']>

export const documentsQuery = (account: string, query: ListQuery) =>
  queryOptions({
    queryKey: [account, 'documents', query],
    queryFn: ({ signal }) => call(listDocuments, { params: { account }, query }, { signal }),
    placeholderData: keepPreviousData,
  })

/** Of every account; keyed by the account on screen, so that its changes refresh them. */
export const operatedDocumentsQuery = (account: string, query: z.input<(typeof listOperatedDocuments)['query']>) =>
  queryOptions({
    queryKey: [account, 'operator', 'documents', query],
    queryFn: ({ signal }) => call(listOperatedDocuments, { query }, { signal }),
    placeholderData: keepPreviousData,
  })

export const documentQuery = (account: string, number: string) =>
  queryOptions({
    queryKey: [account, 'document', number],
    queryFn: async ({ signal }): Promise<DocumentDetail> => {
      const routes = routesOf(number)
      if (!routes) throw new RequestProblem({ code: 'not_found', status: 404 })
      return call(routes.detailRoute, { params: { account, number } }, { signal })
    },
  })

/** Issues a document again with the parties as they are now. */
export function useReissue(number: string) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (reason: string) => call(reissueDocument, { params: { account, number }, body: { reason } }),
    onSuccess: () => invalidateAccount(client, account),
  })
}

/** Issues the receipt for money that came in; answers with its number. */
export function useReceipt() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: async (entry: number) => (await call(postReceipt, { params: { account }, body: { entry } })).number,
    onSuccess: () => invalidateAccount(client, account),
  })
}
