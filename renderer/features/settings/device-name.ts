/** Order matters: Edge and Electron call themselves Chrome too, and Chrome calls itself Safari. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/Electron|Daicho/, 'Daicho'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
]

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** Program and system as people call them, e.g. `Chrome, Windows`; null where the text says neither. */
export function deviceName(userAgent: string | null): string | null {
  if (userAgent === null) return null
  const find = (known: typeof PROGRAMS) => known.find(([pattern]) => pattern.test(userAgent))?.[1]
  const parts = [find(PROGRAMS), find(SYSTEMS)].filter((part) => part !== undefined)
  return parts.length > 0 ? parts.join(', ') : null
}
