/** Why the renewal of a name waits: `funds`, the balance does not reach. */
export const BLOCKED_REASONS = ['funds'] as const
export type BlockedReason = (typeof BLOCKED_REASONS)[number]
