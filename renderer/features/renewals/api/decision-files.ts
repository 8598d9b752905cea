import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { IsoMonth } from '../../../../core/calendar/iso-date.ts'
import {
  applyDecisions,
  type decisionFileSchema,
  getDecisionRows,
  listDecisionFiles,
  postDecisions,
} from '../../../../core/contract/http/notices.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import type { DecisionVerdict } from '../../../../core/renewal/decision-diff.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { pageQueryOf } from '../../../ui/table/paged-table.tsx'

export type DecisionFile = z.output<typeof decisionFileSchema>
export type DecisionRow = RouteOutput<typeof getDecisionRows>['items'][number]

const POLL_MS = 1_000

const filesKey = (account: string, month: IsoMonth) => [account, 'notices', month, 'decisions']

/** The sheets handed in for a month, asked for again while one is being applied. */
export const decisionFilesQuery = (account: string, month: IsoMonth) =>
  queryOptions({
    queryKey: filesKey(account, month),
    queryFn: async ({ signal }) => (await call(listDecisionFiles, { params: { account, month } }, { signal })).items,
    refetchInterval: ({ state }) => (state.data?.some((file) => file.state === 'applying') ? POLL_MS : false),
  })

export type DecisionFileKey = { readonly month: IsoMonth; readonly id: string }

/** A page of the diff of a sheet, all rows or those of one verdict. */
export const decisionRowsQuery = (
  account: string,
  { month, id }: DecisionFileKey,
  verdict: DecisionVerdict | undefined,
  page: number,
) =>
  queryOptions({
    queryKey: [...filesKey(account, month), id, verdict ?? 'all', page],
    queryFn: ({ signal }) =>
      call(getDecisionRows, { params: { account, month, id }, query: { ...pageQueryOf(page), verdict } }, { signal }),
    placeholderData: keepPreviousData,
  })

/** Hands a filled-in sheet in; nothing is changed by that. */
export function useHandInSheet(month: IsoMonth) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (file: File) =>
      call(postDecisions, {
        params: { account, month },
        query: { fileName: file.name },
        // What it is is found out by the service: systems give CSV a type that the route would refuse.
        file: file.slice(0, file.size, 'application/octet-stream'),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: filesKey(account, month) }),
  })
}

/** Makes the changes of the diff; answers with the id of its job. */
export function useApplyDecisions({ month, id }: DecisionFileKey) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: async () => (await call(applyDecisions, { params: { account, month, id } })).job.id,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: filesKey(account, month) })
      void client.invalidateQueries({ queryKey: [account, 'jobs'] })
    },
  })
}
