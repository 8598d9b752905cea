import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { getHealth, type healthSchema } from '../../core/contract/http/system.ts'
import { call } from './call.ts'
import { useConnectionState } from './connection-state.ts'
import { isOffline, RequestProblem } from './problem.ts'

const REFETCH_ONLINE_MS = 60_000
const REFETCH_OFFLINE_MS = 3_000
const REFETCH_UNSTEADY_MS = 3_000
const HEALTH_KEY = ['health']

/** What the service said of itself, with the moment (system clock, ms) at which it said so. */
export type HealthReading = z.output<typeof healthSchema> & { readonly readAt: number }

export const healthQuery = () =>
  queryOptions({
    queryKey: HEALTH_KEY,
    queryFn: async ({ signal }): Promise<HealthReading> => ({
      ...(await call(getHealth, {}, { signal })),
      readAt: Date.now(),
    }),
    staleTime: REFETCH_ONLINE_MS,
    retry: false,
  })

/**
 * Asked once a minute, and every few seconds while nobody answers or the database is ill, the probe that ends such a
 * spell, or while the clock is set by hand.
 */
export function useHealth(): HealthReading | undefined {
  const isOnline = useConnectionState((state) => state.isOnline)
  return useQuery({
    ...healthQuery(),
    refetchInterval: ({ state }) => {
      if (!isOnline) return REFETCH_OFFLINE_MS
      // A clock that is set by hand also jumps, and every screen counts its days from it.
      const isUnsteady = state.data?.status === 'degraded' || state.data?.clock.isSetByHand
      return isUnsteady ? REFETCH_UNSTEADY_MS : REFETCH_ONLINE_MS
    },
  }).data
}

/** Asks at once how the service is when an answer says that something is wrong on its side. */
export function lookAfterFault(client: QueryClient, error: unknown): void {
  const isFault = error instanceof RequestProblem && (error.status ?? 0) >= 500 && !isOffline(error)
  if (isFault) void client.invalidateQueries({ queryKey: HEALTH_KEY })
}

/** The service's clock now, which is not the system's where it was set by hand. Milliseconds since the epoch. */
export function serviceNow(health: HealthReading, systemNow: number): number {
  return Date.parse(health.clock.now) + (systemNow - health.readAt)
}
