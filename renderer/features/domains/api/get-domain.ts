import { queryOptions } from '@tanstack/react-query'
import { getDomain, getDomainHistory } from '../../../../core/contract/http/domains.ts'
import { call } from '../../../data/call.ts'

export const domainQuery = (account: string, name: string) =>
  queryOptions({
    queryKey: [account, 'domains', 'one', name],
    queryFn: ({ signal }) => call(getDomain, { params: { account, name } }, { signal }),
  })

const HISTORY_SHOWN = 100

/** The latest entries of a name's history. */
export const domainHistoryQuery = (account: string, name: string) =>
  queryOptions({
    queryKey: [account, 'domains', 'history', name],
    queryFn: ({ signal }) =>
      call(getDomainHistory, { params: { account, name }, query: { limit: HISTORY_SHOWN } }, { signal }),
  })
