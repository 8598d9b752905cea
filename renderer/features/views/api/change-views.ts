import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { deleteView, postView } from '../../../../core/contract/http/views.ts'
import { useAccount } from '../../../data/account.tsx'
import { call, send } from '../../../data/call.ts'

export type NewView = z.input<typeof postView.body>

export function useChangeViews() {
  const client = useQueryClient()
  const { id: account } = useAccount()
  const onSettled = () => client.invalidateQueries({ queryKey: [account, 'views'] })
  const save = useMutation({
    mutationFn: (view: NewView) => call(postView, { params: { account }, body: view }),
    onSettled,
  })
  const remove = useMutation({
    mutationFn: (id: string) => send(deleteView, { params: { account, id } }),
    onSettled,
  })
  return { save, remove }
}
