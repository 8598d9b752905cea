import { queryOptions } from '@tanstack/react-query'
import { listDomains } from '../../../../core/contract/http/domains.ts'
import { call } from '../../../data/call.ts'
import type { NamesFilter } from '../../../ui/links/names-link.tsx'

/** The first names of a filter in the order in which they must be decided, and how many there are in all. */
export const firstNamesQuery = (account: string, filter: NamesFilter, limit: number) =>
  queryOptions({
    queryKey: [account, 'domains', 'first', filter, limit],
    queryFn: ({ signal }) =>
      call(listDomains, { params: { account }, query: { ...filter, sort: 'decideBy', limit } }, { signal }),
  })
