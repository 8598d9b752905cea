import { useMutation, useQueryClient } from '@tanstack/react-query'
import { bulkDomains } from '../../../../core/contract/http/bulk.ts'
import { jobRef } from '../../../../core/contract/http/shapes.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'

/** Carries a preview out; answers with the id of its job. */
export function useRunBulk() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: async (previewId: string): Promise<string> => {
      // The preview's id is the key: pressing twice after a lost answer runs the change once.
      const idempotencyKey = `bulk-${previewId}`
      const answer = await call(bulkDomains, { params: { account }, body: { previewId } }, { idempotencyKey })
      return jobRef.parse(answer).job.id
    },
    onSettled: () => client.invalidateQueries({ queryKey: [account, 'jobs'] }),
  })
}
