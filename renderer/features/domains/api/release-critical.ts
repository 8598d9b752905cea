import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { DomainDetail } from '../../../../core/contract/http/domains.ts'
import { putDomainDecision } from '../../../../core/contract/http/renewal-rules.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'
import { stepUp } from '../../../data/step-up.ts'

type Release = { readonly domain: DomainDetail; readonly confirm: string; readonly password: string }

/**
 * Lets a critical name lapse at the expiry on screen, once the reader has proved again who they are; a name whose expiry
 * moved meanwhile is refused with `conflict`.
 */
export function useReleaseCritical() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: async ({ domain, confirm, password }: Release) => {
      await stepUp(password)
      return call(putDomainDecision, {
        params: { account, name: domain.name },
        body: { mode: 'expire', confirm, ...(domain.expiresOn && { forExpiry: domain.expiresOn }) },
      })
    },
    onSettled: () => invalidateAccount(client, account),
  })
}
