import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { orderQuote, postQuote } from '../../../../core/contract/http/quotes.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

type Quote = { readonly key: string; readonly body: z.input<typeof postQuote.body> }

/** Makes a quote; answers with its number. The same form makes it once, however often its button is pressed. */
export function useMakeQuote() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: async ({ key, body }: Quote) =>
      (await call(postQuote, { params: { account }, body }, { idempotencyKey: key })).number,
    onSuccess: () => invalidateAccount(client, account),
  })
}

/** Orders what a quote offers; answers with the order's id. */
export function useOrderQuote(number: string) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: async () => (await call(orderQuote, { params: { account, number }, body: {} })).id,
    onSuccess: () => invalidateAccount(client, account),
  })
}
