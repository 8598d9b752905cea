import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  importPrices,
  listPriceList,
  listPriceOverrides,
  listPrices,
  type PriceLineView,
  putPriceOverride,
  putSuffixPrice,
} from '../../../../core/contract/http/prices.ts'
import type { RouteOutput } from '../../../../core/contract/http/route.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

export type PriceLine = PriceLineView
export type PriceImport = RouteOutput<typeof importPrices>
type ListQuery = z.input<(typeof listPriceList)['query']>

export const priceListQuery = (account: string, query: ListQuery) =>
  queryOptions({
    queryKey: [account, 'operator', 'prices', query],
    queryFn: ({ signal }) => call(listPriceList, { query }, { signal }),
    placeholderData: keepPreviousData,
  })

/** Prices of an account's own. */
export const priceOverridesQuery = (account: string, of: string) =>
  queryOptions({
    queryKey: [account, 'operator', 'price-overrides', of],
    queryFn: ({ signal }) => call(listPriceOverrides, { params: { account: of } }, { signal }),
  })

/** What an account pays today for the names of a suffix. */
export const suffixPricesQuery = (account: string, query: z.input<(typeof listPrices)['query']>) =>
  queryOptions({
    queryKey: [account, 'prices', query],
    queryFn: ({ signal }) => call(listPrices, { params: { account }, query }, { signal }),
  })

export type PriceChange = { readonly suffix: string; readonly body: z.input<typeof putSuffixPrice.body> }

/** Sets a price of the list, or of one account alone. */
export function useSetPrice(of: string | undefined) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: ({ suffix, body }: PriceChange) =>
      of === undefined
        ? call(putSuffixPrice, { params: { suffix }, body })
        : call(putPriceOverride, { params: { account: of, suffix }, body }),
    onSuccess: () => invalidateAccount(client, account),
  })
}

/** What a file of prices would change; nothing is changed by it. */
export function useCheckPrices() {
  return useMutation({ mutationFn: (file: File) => sendPrices(file, 'true') })
}

export function useImportPrices() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (file: File) => sendPrices(file, 'false'),
    onSuccess: () => invalidateAccount(client, account),
  })
}

/** Systems give CSV files several types, or none. */
function sendPrices(file: File, dryRun: 'true' | 'false') {
  return call(importPrices, { query: { dryRun }, file: new Blob([file], { type: 'text/csv' }) })
}
