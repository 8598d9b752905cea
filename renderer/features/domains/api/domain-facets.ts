import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { getDomainFacets } from '../../../../core/contract/http/domains.ts'
import { call } from '../../../data/call.ts'
import type { DomainsFilter } from '../domains-search.ts'

/** How many names have which value, for the menus of the filters. */
export const domainFacetsQuery = (account: string, filter: DomainsFilter) =>
  queryOptions({
    queryKey: [account, 'domains', 'facets', filter],
    queryFn: ({ signal }) => call(getDomainFacets, { params: { account }, query: filter }, { signal }),
    placeholderData: keepPreviousData,
  })
