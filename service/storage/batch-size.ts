import type { Storage } from './storage.ts'

/** How long a batch works on the database where others want to write, and where nobody does: long ones are cheaper. */
const TARGET_MS = { beside: 60, alone: 200 } as const

export type BatchBounds = {
  /** Smaller batches would only be slower as a whole: each has its own commit. */
  readonly least: number
  readonly most: number
  /** How long a batch may take where nobody else writes, if it ends soon after somebody begins to wait. */
  readonly aloneMs?: number
}

/** How many things the next batch has, after one of `size` that worked for `tookMs` (without waiting for its turn). */
export function nextBatchSize(
  storage: Pick<Storage, 'hasOtherWriters'>,
  { least, most, aloneMs = TARGET_MS.alone }: BatchBounds,
  size: number,
  tookMs: number,
): number {
  const targetMs = storage.hasOtherWriters() ? TARGET_MS.beside : aloneMs
  const factor = Math.min(2, Math.max(0.25, targetMs / Math.max(tookMs, 0.1)))
  return Math.round(Math.min(most, Math.max(least, size * factor)))
}
