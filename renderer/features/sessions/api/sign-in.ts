import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { postSession, type signInBody } from '../../../../core/contract/http/session.ts'
import { send } from '../../../data/call.ts'
import { desktop } from '../../../data/desktop.ts'
import { meQuery } from '../../../data/me.ts'

export type Credentials = Pick<z.input<typeof signInBody>, 'email' | 'password' | 'code'>

/** In a browser the session becomes an HttpOnly cookie; in the desktop the main process keeps the token. */
export const signIn = (credentials: Credentials): Promise<void> =>
  send(postSession, { body: { ...credentials, ...(!desktop() && { cookie: true }) } })

/** Signs in and reads who it is, so that the next page has it. */
export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: signIn,
    onSuccess: async () => {
      client.clear()
      await client.fetchQuery(meQuery())
    },
  })
}
