import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { listDomains } from '../../../../core/contract/http/domains.ts'
import { call } from '../../../data/call.ts'

const SHOWN = 7

/** The first names that contain the text, and how many there are in all. */
export const findNamesQuery = (account: string, text: string) =>
  queryOptions({
    queryKey: [account, 'domains', 'find', text],
    queryFn: ({ signal }) =>
      call(listDomains, { params: { account }, query: { search: text, limit: SHOWN } }, { signal }),
    placeholderData: keepPreviousData,
  })
