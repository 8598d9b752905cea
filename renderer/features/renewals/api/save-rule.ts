import { useMutation, useQueryClient } from '@tanstack/react-query'
import { deleteSuffixRule, putAccountRule, putSuffixRule } from '../../../../core/contract/http/renewal-rules.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'
import type { RuleChange } from '../rule-change.ts'

/** Sets or takes away a rule; every name follows at once. */
export function useSaveRule() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: async (change: RuleChange): Promise<void> => {
      if (change.scope === 'account') {
        await call(putAccountRule, { params: { account }, body: { mode: change.mode } })
        return
      }
      const params = { account, suffix: change.suffix }
      if (change.mode === null) await call(deleteSuffixRule, { params })
      else await call(putSuffixRule, { params, body: { mode: change.mode } })
    },
    onSuccess: () => invalidateAccount(client, account),
  })
}
