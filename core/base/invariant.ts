/** Throws when something that our own code guarantees does not hold. Never for input: refuse input with a `Result`. */
export function invariant(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${why}`)
}

/** Closes a switch over a union: a new member is a compile error here, an impossible value throws. */
export function assertNever(value: never, what: string): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`)
}
