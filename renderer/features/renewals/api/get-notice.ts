import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { IsoMonth } from '../../../../core/calendar/iso-date.ts'
import { getNotice } from '../../../../core/contract/http/notices.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { call } from '../../../data/call.ts'
import { pageQueryOf } from '../../../ui/table/paged-table.tsx'

export type Notice = RouteOutput<typeof getNotice>
export type NoticeItem = Notice['items'][number]

/** One month's notice with its sums and a page of its names. */
export const noticeQuery = (account: string, month: IsoMonth, page: number) =>
  queryOptions({
    queryKey: [account, 'notices', month, page],
    queryFn: ({ signal }) => call(getNotice, { params: { account, month }, query: pageQueryOf(page) }, { signal }),
    placeholderData: keepPreviousData,
  })
