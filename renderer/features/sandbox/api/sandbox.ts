import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { getSandbox, putSandbox, type SandboxRuleBody } from '../../../../core/contract/http/sandbox.ts'
import { call } from '../../../data/call.ts'

export type Sandbox = RouteOutput<typeof getSandbox>
export type SandboxRule = SandboxRuleBody

export const sandboxQuery = () =>
  queryOptions({ queryKey: ['sandbox'], queryFn: ({ signal }) => call(getSandbox, {}, { signal }) })

/** Sets all rules of the simulated registry at once. */
export function useSetSandbox() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (rules: readonly SandboxRule[]) => call(putSandbox, { body: { rules: [...rules] } }),
    onSuccess: (sandbox) => client.setQueryData(sandboxQuery().queryKey, sandbox),
  })
}
