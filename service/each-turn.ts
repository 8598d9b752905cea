/** Failures whose messages are told; there may be as many as there are accounts. */
const TOLD = 5

/**
 * Gives each its turn, one after the other: what fails for one keeps nobody else waiting, and is thrown when all had
 * theirs. Ends early where somebody `stopped` it.
 */
export async function eachTurn<T>(
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
  stopped?: AbortSignal,
): Promise<void> {
  const failures: unknown[] = []
  for (const item of items) {
    if (stopped?.aborted) break
    try {
      await work(item)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1) throw new AggregateError(failures, messagesOf(failures))
}

function messagesOf(failures: readonly unknown[]): string {
  const told = failures.slice(0, TOLD).map((error) => (error instanceof Error ? error.message : String(error)))
  return `${failures.length} failed: ${told.join('; ')}`
}
