import type { FetchRows, RowBlocks } from './row-blocks.ts'

const PER_REQUEST = 1000
/** A range by Shift reaches this far; beyond it "all matching" is the selection to use. */
export const MAX_RANGE = 10_000

/** All rows from `a` to `b` in either direction, those not on screen read from the service. */
export async function rowsBetween<Row>(
  blocks: RowBlocks<Row>,
  fetch: FetchRows<Row>,
  a: number,
  b: number,
): Promise<readonly Row[]> {
  const first = Math.min(a, b)
  const length = Math.abs(a - b) + 1
  const loaded = Array.from({ length }, (_, step) => blocks.row(first + step)).filter((row) => row !== undefined)
  if (loaded.length === length) return loaded
  const rows: Row[] = []
  for (let offset = first; offset < first + length; offset += PER_REQUEST) {
    const limit = Math.min(PER_REQUEST, first + length - offset)
    rows.push(...(await fetch(offset, limit, new AbortController().signal)).items)
  }
  return rows
}
