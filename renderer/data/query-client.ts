import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { healthQuery, lookAfterFault } from './health.ts'
import { isOffline, RequestProblem } from './problem.ts'

const SECOND = 1000

/** Refusals are final; only an unreachable or overloaded service is worth a second try. */
export function isWorthRetrying(failures: number, error: unknown): boolean {
  if (!(error instanceof RequestProblem)) return false
  return failures < 2 && (isOffline(error) || error.code === 'busy')
}

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryKey }) => {
        // Health itself is not asked again because it could not be had.
        if (queryKey[0] !== healthQuery().queryKey[0]) lookAfterFault(client, error)
      },
    }),
    mutationCache: new MutationCache({ onError: (error) => lookAfterFault(client, error) }),
    defaultOptions: {
      queries: {
        // Changes arrive over the event stream, so data stays fresh until it says otherwise.
        staleTime: 30 * SECOND,
        retry: isWorthRetrying,
        retryDelay: (attempt) => SECOND * 2 ** attempt,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  return client
}
