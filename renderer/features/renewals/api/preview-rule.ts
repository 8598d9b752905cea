import { queryOptions } from '@tanstack/react-query'
import { previewRenewalRule } from '../../../../core/contract/http/renewal-rules.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { call } from '../../../data/call.ts'
import type { RuleChange } from '../rule-change.ts'

export type RulePreview = RouteOutput<typeof previewRenewalRule>

/** What a change of rules would do, without doing it. */
export const rulePreviewQuery = (account: string, change: RuleChange) =>
  queryOptions({
    queryKey: [account, 'rule-preview', change],
    queryFn: ({ signal }) => call(previewRenewalRule, { params: { account }, body: change }, { signal }),
  })
