import { useMutation, useQueryClient } from '@tanstack/react-query'
import { patchConnection, postConnection } from '../../../../core/contract/http/connections.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'
import { type ConnectionValues, changedCutOffs, changedIdentity, toCutOffs } from '../connection-values.ts'
import type { Connection } from './list-connections.ts'

/** Adds a connection, or changes `before`; where deadlines move, the answer names the job that computes them. */
export function useSaveConnection(before: Connection | null) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: async ({ cutOffs, ...values }: ConnectionValues): Promise<{ readonly job: string | null }> => {
      if (before === null) {
        await call(postConnection, { params: { account }, body: { ...values, cutOffs: toCutOffs(cutOffs) } })
        return { job: null }
      }
      const { gateway } = values
      const identity = changedIdentity(before, values)
      const body = { ...identity, gateway, cutOffs: changedCutOffs(before.cutOffs, toCutOffs(cutOffs)) }
      const { job } = await call(patchConnection, { params: { account, id: before.id }, body })
      return { job: job?.id ?? null }
    },
    onSuccess: () => {
      invalidateAccount(client, account)
      void client.invalidateQueries({ queryKey: [account, 'jobs'] })
    },
  })
}
