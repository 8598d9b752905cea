import { queryOptions, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { getHealth, type healthSchema } from '../../core/contract/http/system.ts'
import { call } from './call.ts'
import { useConnectionState } from './connection-state.ts'

const REFETCH_ONLINE_MS = 60_000
const REFETCH_OFFLINE_MS = 3_000

/** What the service said of itself, with the moment (system clock, ms) at which it said so. */
export type HealthReading = z.output<typeof healthSchema> & { readonly readAt: number }

export const healthQuery = () =>
  queryOptions({
    queryKey: ['health'],
    queryFn: async ({ signal }): Promise<HealthReading> => ({
      ...(await call(getHealth, {}, { signal })),
      readAt: Date.now(),
    }),
    staleTime: REFETCH_ONLINE_MS,
    retry: false,
  })

/** Asked once a minute, and every few seconds while nobody answers: the probe that ends an offline spell. */
export function useHealth(): HealthReading | undefined {
  const isOnline = useConnectionState((state) => state.isOnline)
  return useQuery({ ...healthQuery(), refetchInterval: isOnline ? REFETCH_ONLINE_MS : REFETCH_OFFLINE_MS }).data
}

/** The service's clock now, which is not the system's where it was set by hand. Milliseconds since the epoch. */
export function serviceNow(health: HealthReading, systemNow: number): number {
  return Date.parse(health.clock.now) + (systemNow - health.readAt)
}
