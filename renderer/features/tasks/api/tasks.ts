import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { confirmTask, listTasks, refuseTask } from '../../../../core/contract/http/orders.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

export type Task = RouteOutput<typeof listTasks>['items'][number]

/** Tasks of one account; keyed by the account on screen, so that its changes refresh them. */
export const tasksQuery = (account: string, of: string, query: z.input<(typeof listTasks)['query']>) =>
  queryOptions({
    queryKey: [account, 'operator', 'tasks', of, query],
    queryFn: ({ signal }) => call(listTasks, { params: { account: of }, query }, { signal }),
    placeholderData: keepPreviousData,
  })

function useAfterTask(of: string) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return () => {
    invalidateAccount(client, account)
    if (of !== account) invalidateAccount(client, of)
  }
}

export function useConfirmTask(of: string, id: string) {
  const changed = useAfterTask(of)
  return useMutation({
    mutationFn: (body: z.input<typeof confirmTask.body>) => call(confirmTask, { params: { account: of, id }, body }),
    onSuccess: changed,
  })
}

export function useRefuseTask(of: string, id: string) {
  const changed = useAfterTask(of)
  return useMutation({
    mutationFn: (reason: string) => call(refuseTask, { params: { account: of, id }, body: { reason } }),
    onSuccess: changed,
  })
}
