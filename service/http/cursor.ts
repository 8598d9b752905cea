import { z } from 'zod'
import { Refusal } from '../refusal.ts'

/**
 * An opaque cursor: the list and sort it belongs to, and where to go on. It carries nothing secret and gives no
 * access: whatever it says passes the same checks as any input.
 */
export type CursorParts = readonly (string | number | null)[]

const cursorSchema = z.tuple([z.string(), z.array(z.union([z.string(), z.number(), z.null()]))])

export function encodeCursor(list: string, parts: CursorParts): string {
  return Buffer.from(JSON.stringify([list, parts])).toString('base64url')
}

/** The parts of a cursor made for this very list and sort; anything else is `bad_cursor`. */
export function decodeCursor(list: string, cursor: string): CursorParts {
  try {
    const [madeFor, parts] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    if (madeFor === list) return parts
  } catch {
    // Falls through: text that is no cursor is refused like one of another list.
  }
  throw new Refusal('bad_cursor', { detail: 'Start again from the first page.' })
}

/** The number behind which a list that is paged by the number of its rows goes on; 0 without a cursor. */
export function rowPlace(list: string, cursor: string | undefined): number {
  if (cursor === undefined) return 0
  const [n] = decodeCursor(list, cursor)
  if (typeof n !== 'number') throw new Refusal('bad_cursor')
  return n
}

/** Where a page of a list that is paged by position begins: the cursor's place, or the offset asked for. */
export function pageStart(
  list: string,
  query: { readonly cursor?: string | undefined; readonly offset?: number | undefined },
): number {
  if (query.cursor === undefined) return query.offset ?? 0
  const [offset] = decodeCursor(list, query.cursor)
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset) || offset < 0) throw new Refusal('bad_cursor')
  return offset
}

/** The cursor after a page by position; null after the last. */
export function nextPage(list: string, start: number, pageLength: number, total: number): string | null {
  const next = start + pageLength
  return pageLength > 0 && next < total ? encodeCursor(list, [next]) : null
}
