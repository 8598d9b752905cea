import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { getMe, type meSchema } from '../../core/contract/http/session.ts'
import { call } from './call.ts'
import { setCsrfToken } from './http-client.ts'

export type Me = z.output<typeof meSchema>

/** Who is signed in. Reading it also arms the browser's CSRF header for the writes that follow. */
export const meQuery = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: async ({ signal }): Promise<Me> => {
      const me = await call(getMe, {}, { signal })
      setCsrfToken(me.csrfToken)
      return me
    },
    staleTime: 5 * 60_000,
  })
