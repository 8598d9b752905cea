/** Where reading a list changes its way. The result is the same with any numbers; only the time is not. */
export type ListTuning = {
  /** Up to so many names are read as a whole and sorted in memory, which takes a few milliseconds in any order. */
  readonly maxCollected: number
  /** Up to so many names are counted per class before a list by something of their classes is read. */
  readonly maxSorted: number
  /** From so many names on it pays to count a part of the list so as to read it from its nearer end. */
  readonly far: number
  /** Steps over so many matches may look up rows; further ones are made in an index alone. */
  readonly maxSkippedWithRows: number
  /** So many entries of an index are looked at for a page before another way is taken. */
  readonly leastStretch: number
}

/** For portfolios of a million names. */
export const LIST_TUNING: ListTuning = {
  maxCollected: 5_000,
  maxSorted: 50_000,
  far: 5_000,
  maxSkippedWithRows: 1_000,
  leastStretch: 400,
}
