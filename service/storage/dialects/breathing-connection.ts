import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DatabaseConnection } from 'kysely'

/** How long statements may follow one another before others of the thread have their turn. */
const BREATH_MS = 10

/**
 * A connection whose statements, each of which blocks the thread, leave room for requests between them: a transaction of
 * many statements would otherwise keep whoever only reads waiting for its whole length.
 */
export function breathing(connection: DatabaseConnection): DatabaseConnection {
  let since: number | null = null
  return {
    executeQuery: async (query, options) => {
      since ??= performance.now()
      const result = await connection.executeQuery(query, options)
      if (performance.now() - since >= BREATH_MS) {
        await nextTurn()
        since = performance.now()
      }
      return result
    },
    streamQuery: (query, chunkSize, options) => connection.streamQuery(query, chunkSize, options),
  } as DatabaseConnection
}
