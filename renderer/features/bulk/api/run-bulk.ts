import { useMutation, useQueryClient } from '@tanstack/react-query'
import { bulkDomains } from '../../../../core/contract/http/bulk.ts'
import { jobRef } from '../../../../core/contract/http/shapes.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { stepUp } from '../../../data/step-up.ts'

type Run = {
  readonly previewId: string
  /** Where the change asks who the reader is. */
  readonly password?: string
}

/** Carries a preview out; answers with the id of its job. */
export function useRunBulk() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: async ({ previewId, password }: Run): Promise<string> => {
      if (password !== undefined) await stepUp(password)
      // The preview's id is the key: pressing twice after a lost answer runs the change once.
      const idempotencyKey = `bulk-${previewId}`
      const answer = await call(bulkDomains, { params: { account }, body: { previewId } }, { idempotencyKey })
      return jobRef.parse(answer).job.id
    },
    onSettled: () => client.invalidateQueries({ queryKey: [account, 'jobs'] }),
  })
}
