import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { deleteMySessions, listMySessions } from '../../../../core/contract/http/session.ts'
import { call } from '../../../data/call.ts'

/** Sessions are a person's and no account's: no event tells of them, so the page looks again while it is open. */
const LOOK_EVERY_MS = 3_000

/** Where this person is signed in. */
export const mySessionsQuery = () =>
  queryOptions({
    queryKey: ['my-sessions'],
    queryFn: ({ signal }) => call(listMySessions, {}, { signal }),
    staleTime: 0,
    refetchInterval: LOOK_EVERY_MS,
  })

/** Ends one session by its id, or all but this one. */
export function useEndSessions() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id?: string) => call(deleteMySessions, { query: id === undefined ? {} : { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: mySessionsQuery().queryKey }),
  })
}
