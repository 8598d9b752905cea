import { queryOptions } from '@tanstack/react-query'
import { getRenewalRules } from '../../../../core/contract/http/renewal-rules.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { call } from '../../../data/call.ts'

export type RenewalRules = RouteOutput<typeof getRenewalRules>
export type SuffixRule = RenewalRules['suffixes'][number]

/** The account rule, the suffix rules and how many names are exceptions, each with the names it decides. */
export const renewalRulesQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'renewal-rules'],
    queryFn: ({ signal }) => call(getRenewalRules, { params: { account } }, { signal }),
  })
