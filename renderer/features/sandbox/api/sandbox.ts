import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { getSandbox, putSandbox, type SandboxRuleBody } from '../../../../core/contract/http/sandbox.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'

export type Sandbox = RouteOutput<typeof getSandbox>
export type SandboxRule = SandboxRuleBody

export const sandboxQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'operator', 'sandbox'],
    queryFn: ({ signal }) => call(getSandbox, {}, { signal }),
  })

/** Sets all rules of the simulated registry at once. */
export function useSetSandbox() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (rules: readonly SandboxRule[]) => call(putSandbox, { body: { rules: [...rules] } }),
    onSuccess: (sandbox) => client.setQueryData(sandboxQuery(account).queryKey, sandbox),
  })
}
