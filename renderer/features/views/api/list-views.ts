import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { listViews, type viewSchema } from '../../../../core/contract/http/views.ts'
import { call } from '../../../data/call.ts'

export type View = z.output<typeof viewSchema>

/** My saved views and those shared with the account, of all pages. */
export const viewsQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'views'],
    queryFn: ({ signal }) => call(listViews, { params: { account } }, { signal }),
  })
