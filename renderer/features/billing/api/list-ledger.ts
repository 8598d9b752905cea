import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { type entrySchema, listLedger } from '../../../../core/contract/http/ledger.ts'
import { call } from '../../../data/call.ts'

export type LedgerEntry = z.output<typeof entrySchema>
type LedgerQuery = z.input<(typeof listLedger)['query']>

/** Entries of the account, newest first. */
export const ledgerQuery = (account: string, query: LedgerQuery) =>
  queryOptions({
    queryKey: [account, 'ledger', query],
    queryFn: ({ signal }) => call(listLedger, { params: { account }, query }, { signal }),
    placeholderData: keepPreviousData,
  })
