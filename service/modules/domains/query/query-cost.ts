/**
 * What a million names take on SQLite, in microseconds each, measured: an entry counted in an index, a class held
 * against a set, a class sought in the index by class; an entry walked past or found with its conditions tested, a row
 * looked up, an id gathered for comparison.
 */
export const COST = {
  counted: 0.03,
  classCheck: 0.05,
  soughtClass: 1.1,
  entry: 0.15,
  row: 2.5,
  gathered: 0.7,
} as const
