import type { ZenginFault } from './zengin-fault.ts'

export type CountAndSum = { readonly count: number; readonly sum: number }

/** How many amounts, and what they come to. */
export function countAndSum(amounts: Iterable<number>): CountAndSum {
  let count = 0
  let sum = 0
  for (const amount of amounts) {
    count += 1
    sum += amount
  }
  return { count, sum }
}

/** What a trailer states against what was counted; null where they agree. */
export function mismatch(stated: CountAndSum, counted: CountAndSum, record: number, field: string): ZenginFault | null {
  const at = { record, field }
  if (stated.count !== counted.count) {
    return { code: 'count_mismatch', ...at, found: String(stated.count), expected: String(counted.count) }
  }
  if (stated.sum !== counted.sum) {
    return { code: 'sum_mismatch', ...at, found: String(stated.sum), expected: String(counted.sum) }
  }
  return null
}
