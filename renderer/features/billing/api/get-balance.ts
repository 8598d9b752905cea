import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { type balanceSchema, getBalance } from '../../../../core/contract/http/ledger.ts'
import { call } from '../../../data/call.ts'

export type Balance = z.output<typeof balanceSchema>

export const balanceQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'balance'],
    queryFn: ({ signal }) => call(getBalance, { params: { account } }, { signal }),
  })
