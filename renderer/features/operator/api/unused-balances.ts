import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { getUnusedBalances } from '../../../../core/contract/http/unused-balances.ts'
import { call } from '../../../data/call.ts'

export type UnusedReport = RouteOutput<typeof getUnusedBalances>

/** Keyed by the account on screen, so that its changes refresh it. */
export const unusedBalancesQuery = (account: string, query: z.input<(typeof getUnusedBalances)['query']>) =>
  queryOptions({
    queryKey: [account, 'operator', 'unused-balances', query],
    queryFn: ({ signal }) => call(getUnusedBalances, { query }, { signal }),
    placeholderData: keepPreviousData,
  })
