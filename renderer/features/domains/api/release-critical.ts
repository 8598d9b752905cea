import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { DomainDetail } from '../../../../core/contract/http/domains.ts'
import { putDomainDecision } from '../../../../core/contract/http/renewal-rules.ts'
import type { RenewalMode } from '../../../../core/renewal/renewal-mode.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

type Decision = { readonly domain: DomainDetail; readonly mode: RenewalMode; readonly confirm?: string }

/** Decides for the expiry on screen; a name whose expiry moved meanwhile is refused with `conflict`. */
export function useDecideDomain() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: ({ domain, mode, confirm }: Decision) =>
      call(putDomainDecision, {
        params: { account, name: domain.name },
        body: { mode, ...(confirm && { confirm }), ...(domain.expiresOn && { forExpiry: domain.expiresOn }) },
      }),
    onSettled: () => invalidateAccount(client, account),
  })
}
