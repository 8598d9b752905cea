import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import { Refusal } from '../../refusal.ts'

/** How far a reader has followed an account: everything up to `seq`, and of the next number the names up to `name`. */
export type ChangePosition = {
  readonly seq: number
  /** '' when everything of `seq` has been told. */
  readonly name: string
  /** Up to here rules, connections and settings have been told. */
  readonly notedSeq: number
}

const listOf = (account: string) => `changes ${account}`

/** A reader who knows everything up to this number. */
export function positionAt(seq: number): ChangePosition {
  return { seq, name: '', notedSeq: seq }
}

export function encodePosition(account: string, { seq, name, notedSeq }: ChangePosition): string {
  return encodeCursor(listOf(account), [seq, name, notedSeq])
}

export function decodePosition(account: string, cursor: string): ChangePosition {
  const [seq, name, notedSeq] = decodeCursor(listOf(account), cursor)
  if (!isNumber(seq) || typeof name !== 'string' || !isNumber(notedSeq)) throw new Refusal('bad_cursor')
  return { seq, name, notedSeq }
}

function isNumber(part: unknown): part is number {
  return typeof part === 'number' && Number.isSafeInteger(part) && part >= 0
}
