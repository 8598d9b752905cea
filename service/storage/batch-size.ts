import type { Storage } from './storage.ts'

/** How long a batch works on the database where others want to write, and where nobody does: long ones are cheaper. */
const TARGET_MS = { beside: 60, alone: 200 } as const

/** Smaller batches than the least would only be slower as a whole: each has its own commit. */
export type BatchBounds = { readonly least: number; readonly most: number }

/** How many things the next batch has, after one of `size` that worked for `tookMs` (without waiting for its turn). */
export function nextBatchSize(
  storage: Pick<Storage, 'hasOtherWriters'>,
  { least, most }: BatchBounds,
  size: number,
  tookMs: number,
): number {
  const targetMs = storage.hasOtherWriters() ? TARGET_MS.beside : TARGET_MS.alone
  const factor = Math.min(2, Math.max(0.25, targetMs / Math.max(tookMs, 0.1)))
  return Math.round(Math.min(most, Math.max(least, size * factor)))
}
