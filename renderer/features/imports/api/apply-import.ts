import { useMutation, useQueryClient } from '@tanstack/react-query'
import { applyImport } from '../../../../core/contract/http/imports.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'

/** Takes the checked rows over; `take` means dates that move backwards too. */
export function useApplyImport(id: string) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (conflicts: 'skip' | 'take') => call(applyImport, { params: { account, id }, body: { conflicts } }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [account, 'imports', id] })
      void client.invalidateQueries({ queryKey: [account, 'jobs'] })
    },
  })
}
