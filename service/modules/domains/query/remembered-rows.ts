import { createHash } from 'node:crypto'
import type { CompiledQuery, Kysely, RawBuilder } from 'kysely'
import type { Database } from '../../../storage/database.ts'
import type { ClassNames } from '../../renewal-rules/class-book.ts'

/**
 * What queries about the names of an account have said since its last change. An account's numbers per class are read
 * anew after every change and not before, so that whatever is kept with them is as old as they are. The query and all
 * its values are the key: the reader's limits and the day are among them.
 */
const known = new WeakMap<ClassNames, Memory>()

type Memory = { readonly rows: Map<string, Promise<readonly unknown[]>>; size: number }

/** In numbers, each a count or an id, as far as they can be told from the length of a text. */
const MAX_SIZE = 1_000_000

/** The rows of a query, which is run once until the account changes. For counts, by class or not, and lists of ids. */
export async function rememberedRows<Row>(
  db: Kysely<Database>,
  names: ClassNames,
  query: RawBuilder<Row>,
): Promise<readonly Row[]> {
  // What a transaction sees, it may change itself.
  if (db.isTransaction) return (await query.execute(db)).rows
  const memory = known.get(names) ?? { rows: new Map(), size: 0 }
  known.set(names, memory)
  const key = keyOf(query.compile(db))
  const last = memory.rows.get(key)
  if (last) return (await last) as readonly Row[]
  const running = query.execute(db).then(({ rows }) => rows)
  memory.rows.set(key, running)
  try {
    const rows = await running
    keep(memory, sizeOf(rows))
    return rows
  } catch (error) {
    memory.rows.delete(key)
    throw error
  }
}

function keyOf({ sql, parameters }: CompiledQuery): string {
  const hash = createHash('sha1').update(sql)
  for (const value of parameters) {
    const part = value instanceof Uint8Array ? value : JSON.stringify(value)
    hash.update(`|${part.length}|`).update(part)
  }
  return hash.digest('base64')
}

function sizeOf(rows: readonly unknown[]): number {
  const [first] = rows
  const texts = Object.values(first ?? {}).filter((value) => typeof value === 'string')
  return rows.length * (1 + texts.reduce((sum, text) => sum + text.length / DIGITS, 0))
}

/** Of an id in a list of them. */
const DIGITS = 8

function keep(memory: Memory, size: number): void {
  memory.size += size
  if (memory.size <= MAX_SIZE) return
  memory.rows.clear()
  memory.size = 0
}
