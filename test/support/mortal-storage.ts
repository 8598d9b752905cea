import type { Kysely, KyselyPlugin, Transaction } from 'kysely'
import type { Database } from '../../service/storage/database.ts'
import type { Storage } from '../../service/storage/storage.ts'

/** What a statement meets in a process that has died. */
export class Died extends Error {
  override readonly name = 'Died'
}

export type MortalStorage = Storage & {
  /** Statements and commits so far. */
  readonly steps: () => number
}

/**
 * A storage whose process dies when it has done so many steps: statements sent to the database, and commits. What was not
 * committed is rolled back, as the database does it for a process that is gone; nothing works any more after it.
 */
export function mortalStorage(storage: Storage, diesAfter: number): MortalStorage {
  let steps = 0
  const step = () => {
    if (steps >= diesAfter) throw new Died(`the process died after step ${diesAfter}`)
    steps += 1
  }
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      step()
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return {
    ...storage,
    read: storage.read.withPlugin(plugin) as Kysely<Database>,
    transact: async (work) => {
      const done = await storage.transact(async (trx) => {
        const result = await work(trx.withPlugin(plugin) as Transaction<Database>)
        // The commit: it happens, or the process dies before it.
        step()
        return result
      })
      // The commit has happened, and the process may die before it learns of it.
      step()
      return done
    },
    steps: () => steps,
  }
}
