import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { deleteSession } from '../../../../core/contract/http/session.ts'
import { send } from '../../../data/call.ts'
import { setCsrfToken } from '../../../data/http-client.ts'

/** Ends the session and forgets everything that it had read. */
export function useSignOut() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => send(deleteSession, {}),
    onSettled: async () => {
      setCsrfToken(null)
      await navigate({ to: '/sign-in', search: {} })
      client.clear()
    },
  })
}
