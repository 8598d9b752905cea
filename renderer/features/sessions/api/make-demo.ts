import { useMutation, useQueryClient } from '@tanstack/react-query'
import { postDemo } from '../../../../core/contract/http/session.ts'
import { call } from '../../../data/call.ts'
import { meQuery } from '../../../data/me.ts'
import { type Credentials, signIn } from './sign-in.ts'

/** Fills the empty workspace with sample names and signs in; answers with the sign-in, which is told only here. */
export function useMakeDemo() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (setupCode: string): Promise<Credentials> => {
      const made = await call(postDemo, { body: setupCode ? { setupCode } : {} })
      await signIn(made.signIn)
      client.clear()
      await client.fetchQuery(meQuery())
      return made.signIn
    },
  })
}
