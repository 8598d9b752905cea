import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  type bankDaySchema,
  deleteBankDay,
  listBankDays,
  putBankDay,
} from '../../../../core/contract/http/bank-days.ts'
import { useAccount } from '../../../data/account.tsx'
import { call } from '../../../data/call.ts'
import { invalidateAccount } from '../../../data/live-changes.ts'

export type BankDay = z.output<typeof bankDaySchema>
type SetBankDay = z.input<typeof putBankDay.body> & { readonly day: string }

export const bankDaysQuery = (account: string) =>
  queryOptions({
    queryKey: [account, 'operator', 'bank-days'],
    queryFn: ({ signal }) => call(listBankDays, {}, { signal }),
  })

export function useSetBankDay() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: ({ day, ...body }: SetBankDay) => call(putBankDay, { params: { day }, body }),
    onSuccess: () => invalidateAccount(client, account),
  })
}

export function useRemoveBankDay() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  return useMutation({
    mutationFn: (day: string) => call(deleteBankDay, { params: { day } }),
    onSuccess: () => invalidateAccount(client, account),
  })
}
