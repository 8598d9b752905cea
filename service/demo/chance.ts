/** Repeatable chance: the same seed gives the same demo on every machine. */
export type Chance = {
  /** From 0 (inclusive) to 1 (exclusive). */
  readonly next: () => number
  /** A whole number from 0 to `bound` - 1. */
  readonly below: (bound: number) => number
  readonly pick: <T>(from: readonly T[]) => T
}

/** mulberry32: 32 bits of state are plenty for a demo. */
export function makeChance(seed: number): Chance {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (bound: number) => Math.floor(next() * bound)
  return {
    next,
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
  }
}
