import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listTlds } from '../../../../core/contract/http/connections.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { suffixRuleSchema } from '../../../../core/domains/suffix-rule.ts'
import { call } from '../../../data/call.ts'

type WireSuffix = RouteOutput<typeof listTlds>['items'][number]

/** A suffix of the catalogue: what is known of its life, where that comes from, and how many names are held. */
export type CatalogueSuffix = WireSuffix & { readonly facts: z.output<typeof suffixRuleSchema> | null }

type SuffixesAsked = {
  readonly search?: string | undefined
  readonly held?: 'true' | undefined
  readonly limit: number
  readonly offset?: number
}

/** Suffixes that match a text in either spelling, those with most names first. */
export const suffixesQuery = (account: string, asked: SuffixesAsked) =>
  queryOptions({
    queryKey: [account, 'suffixes', asked],
    queryFn: async ({ signal }) => {
      const { items, total } = await call(listTlds, { params: { account }, query: asked }, { signal })
      return { items: items.map(withFacts), total }
    },
    placeholderData: keepPreviousData,
  })

/** Members that this version does not know are left out of the facts, so that a newer service can be read. */
function withFacts(item: WireSuffix): CatalogueSuffix {
  const known = Object.fromEntries(Object.entries(item).filter(([key]) => key in suffixRuleSchema.shape))
  const facts = suffixRuleSchema.safeParse(known)
  return { ...item, facts: facts.success ? facts.data : null }
}
