import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { patchAccount } from '../../../../core/contract/http/accounts.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

export type AccountChange = z.input<NonNullable<typeof patchAccount.body>>

/** Changes the account; where deadlines have to be computed again, the answer names the job. */
export function useChangeAccount() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (body: AccountChange) => call(patchAccount, { params: { account }, body }),
    onSuccess: () => {
      invalidateAccount(client, account)
      void client.invalidateQueries({ queryKey: [account, 'jobs'] })
    },
  })
}
