import { useMutation, useQueryClient } from '@tanstack/react-query'
import { invalidateAll } from '../../../data/live-changes.ts'
import { meQuery } from '../../../data/me.ts'
import { useSessionState } from '../../../data/session-state.ts'
import { signIn } from './sign-in.ts'

/** Signs in where a session ended in the middle of work. Somebody else begins anew, and sees nothing that was open. */
export function useSignInAgain() {
  const client = useQueryClient()
  const before = client.getQueryData(meQuery().queryKey)
  const renewed = useSessionState((state) => state.renewed)
  return useMutation({
    mutationFn: signIn,
    onSuccess: async () => {
      const me = await client.fetchQuery({ ...meQuery(), staleTime: 0 })
      if (me.user.id !== before?.user.id) return window.location.assign('/')
      renewed()
      await invalidateAll(client)
    },
  })
}
