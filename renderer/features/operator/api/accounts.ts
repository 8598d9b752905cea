import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { getAccount, patchAccount } from '../../../../core/contract/http/accounts.ts'
import {
  getIssuer,
  type issuerSchema,
  listOperatedAccounts,
  patchIssuer,
  postOperatedAccount,
} from '../../../../core/contract/http/billing-profile.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { newIdempotencyKey } from '../../../data/idempotency-key.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'
import { meQuery } from '../../../data/me.ts'

export type Issuer = z.output<typeof issuerSchema>
export type OperatedAccount = Awaited<ReturnType<typeof readAccounts>>['items'][number]

const readAccounts = (signal?: AbortSignal) => call(listOperatedAccounts, {}, signal ? { signal } : {})

/** Keys begin with the account on screen, so that its changes refresh them. */
export const operatedAccountsQuery = (account: string) =>
  queryOptions({ queryKey: [account, 'operator', 'accounts'], queryFn: ({ signal }) => readAccounts(signal) })

/** What one of the accounts agreed to. */
export const operatedTermsQuery = (account: string, of: string) =>
  queryOptions({
    queryKey: [account, 'operator', 'terms', of],
    queryFn: ({ signal }) => call(getAccount, { params: { account: of } }, { signal }),
  })

export const issuerQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'operator', 'issuer'],
    queryFn: ({ signal }) => call(getIssuer, {}, { signal }),
  })

/** One account for each dialog, however often its button is pressed after a lost answer. */
export function useOpenAccount() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  const [idempotencyKey] = useState(newIdempotencyKey)
  return useMutation({
    mutationFn: (name: string) => call(postOperatedAccount, { body: { name } }, { idempotencyKey }),
    onSuccess: async () => {
      invalidateAccount(client, account)
      await client.invalidateQueries({ queryKey: meQuery().queryKey })
    },
  })
}

/** Changes what an account agreed to. */
export function useChangeTerms(id: string) {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (body: z.input<typeof patchAccount.body>) => call(patchAccount, { params: { account: id }, body }),
    onSuccess: () => {
      invalidateAccount(client, account)
      invalidateAccount(client, id)
    },
  })
}

export function useChangeIssuer() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (body: z.input<typeof patchIssuer.body>) => call(patchIssuer, { body }),
    onSuccess: () => invalidateAccount(client, account),
  })
}
