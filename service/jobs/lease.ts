import type { Instant } from '../../core/calendar/iso-date.ts'

/**
 * How long a job belongs to a thread without a sign of life. Leases are renewed three times as often, so that only a
 * dead process, or one that slept, loses its job.
 */
export const LEASE_MS = 6_000
export const RENEW_EVERY_MS = 2_000

/** Leases are on the system's clock: the domain's may be set by hand. */
export function instantIn(ms: number): Instant {
  return new Date(Date.now() + ms).toISOString() as Instant
}
