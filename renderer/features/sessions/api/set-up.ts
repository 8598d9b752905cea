import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { postSetup, type setupBody } from '../../../../core/contract/http/session.ts'
import { send } from '../../../data/call.ts'
import { desktop } from '../../../data/desktop.ts'
import { type Me, meQuery } from '../../../data/me.ts'

export type SetupInput = Omit<z.input<typeof setupBody>, 'cookie'>

/** Makes the first person and account, signed in at once, and answers with who it is: by the main process in the desktop, by cookie in a browser. */
export function useSetUp() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (input: SetupInput): Promise<Me> => {
      await send(postSetup, { body: { ...input, ...(!desktop() && { cookie: true }) } })
      client.clear()
      return client.fetchQuery(meQuery())
    },
  })
}
