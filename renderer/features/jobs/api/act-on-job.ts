import { useMutation, useQueryClient } from '@tanstack/react-query'
import { cancelJob, retryJob, undoJob } from '../../../../core/contract/http/jobs.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'

type JobActionOptions = { readonly onError?: (problem: Error) => void }

/** What may be done to a job. `retry` and `undo` answer with the new job's id. */
export function useJobActions({ onError = () => undefined }: JobActionOptions = {}) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  const onSettled = () => client.invalidateQueries({ queryKey: [account, 'jobs'] })
  const cancel = useMutation({
    mutationFn: (id: string) => call(cancelJob, { params: { account, id } }),
    onSettled,
    onError,
  })
  const retry = useMutation({
    mutationFn: async (id: string) => (await call(retryJob, { params: { account, id } })).job.id,
    onSettled,
    onError,
  })
  const undo = useMutation({
    mutationFn: async (id: string) => (await call(undoJob, { params: { account, id } })).job.id,
    onSettled,
    onError,
  })
  return { cancel, retry, undo }
}
