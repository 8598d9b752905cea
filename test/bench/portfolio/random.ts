/** The same numbers in every run: mulberry32. */
export type Random = {
  /** From 0 to below 1. */
  readonly next: () => number
  readonly pick: <T>(values: readonly [T, ...T[]]) => T
  readonly chance: (probability: number) => boolean
  /** From 0 to below `bound`. */
  readonly below: (bound: number) => number
}

export function makeRandom(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (bound: number) => Math.floor(next() * bound)
  return { next, below, pick: (values) => values[below(values.length)] ?? values[0], chance: (p) => next() < p }
}
