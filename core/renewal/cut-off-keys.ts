import { ok, type Result, refused } from '../base/result.ts'
import { parseSuffix } from '../domains/suffix.ts'

/**
 * Cut-offs as people enter them, with their keys normalised: suffixes in either spelling, or `*`. The refusal lists the
 * keys that are neither. `T` is a cut-off, or null where one is to be taken away.
 */
export function parseCutOffKeys<T>(
  raw: Readonly<Record<string, T>>,
): Result<Readonly<Record<string, T>>, readonly string[]> {
  const entries = Object.entries(raw).map(([key, value]) => [key === '*' ? key : parseSuffix(key), value, key] as const)
  const bad = entries.filter(([suffix]) => suffix === null).map(([, , key]) => key)
  if (bad.length > 0) return refused(bad)
  return ok(Object.fromEntries(entries.map(([suffix, value]) => [suffix, value])))
}
