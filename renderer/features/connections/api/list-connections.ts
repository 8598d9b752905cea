import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { type connectionSchema, listConnections } from '../../../../core/contract/http/connections.ts'
import { call } from '../../../data/call.ts'

export type Connection = z.output<typeof connectionSchema>

/** All registrar connections of the account with their cut-offs. */
export const connectionsQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'connections'],
    queryFn: async ({ signal }) => (await call(listConnections, { params: { account } }, { signal })).items,
  })
