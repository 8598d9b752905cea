import { queryOptions } from '@tanstack/react-query'
import { listNotices } from '../../../../core/contract/http/notices.ts'
import { call } from '../../../data/call.ts'
import { pageQueryOf } from '../../../ui/table/paged-table.tsx'

/** The monthly notices, newest first; a page is more than eight years. */
export const noticesQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'notices'],
    queryFn: ({ signal }) => call(listNotices, { params: { account }, query: pageQueryOf(1) }, { signal }),
  })
