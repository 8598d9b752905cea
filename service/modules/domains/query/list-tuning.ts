/** Where reading a list changes its way. The result is the same with any numbers; only the time is not. */
export type ListTuning = {
  /** Up to so many names are read as a whole and sorted in memory, which takes a few milliseconds in any order. */
  readonly maxCollected: number
  /** Up to so many names are found by their condition and put in order of their names by the database. */
  readonly maxSorted: number
  /** From so many names on it pays to count a part of the list so as to read it from its nearer end. */
  readonly far: number
  /** Steps over so many matches may look up rows; further ones are made in an index alone. */
  readonly maxSkippedWithRows: number
  /** For how many entries rows are looked up before another way is taken: at least, and over what should do. */
  readonly stretch: { readonly least: number; readonly margin: number }
}

/** Measured at a million names: an entry of an index takes 0.1 µs, a row 3 µs. */
export const LIST_TUNING: ListTuning = {
  maxCollected: 5_000,
  maxSorted: 50_000,
  far: 5_000,
  maxSkippedWithRows: 1_000,
  stretch: { least: 2_000, margin: 4 },
}
