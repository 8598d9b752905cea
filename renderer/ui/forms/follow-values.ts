type Fields = Readonly<Record<string, unknown>>

/**
 * A form's values after what it shows was changed elsewhere: fields that still hold what was shown take what is now,
 * those that somebody typed in stay. Objects are followed field by field, everything else as one.
 */
export function followValues<T>(shown: T, typed: T, now: T): T {
  if (!isFields(shown) || !isFields(typed) || !isFields(now)) return isSame(typed, shown) ? now : typed
  const entries = Object.keys(now).map((key) => [key, followValues(shown[key], typed[key], now[key])])
  return Object.fromEntries(entries) as T
}

/** Of what a form would send, the parts that are others than before: what nobody touched is nobody's to send. */
export function changedParts<T extends object>(before: T, after: T): Partial<T> {
  const isChanged = ([key, value]: [string, unknown]) => !isSame(value, (before as Fields)[key])
  return Object.fromEntries(Object.entries(after).filter(isChanged)) as Partial<T>
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Values of forms are plain data, whose fields stand in one order. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
