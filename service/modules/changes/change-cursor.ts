import { isUnlimited, type ReaderScope } from '../../../core/access/reader-scope.ts'
import { type IsoDate, parseIsoDate } from '../../../core/calendar/iso-date.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import { sha256 } from '../../ids.ts'
import { Refusal } from '../../refusal.ts'

/** How far a reader has followed an account: everything up to `seq`, and of that number the names up to `name`. */
export type ChangePosition = {
  readonly seq: number
  /** '' when everything of `seq` has been told. */
  readonly name: string
  /** Up to here rules, connections and settings have been told. */
  readonly notedSeq: number
  /** The account's day when it was told: on another one names are nearer to their deadlines without having changed. */
  readonly day: IsoDate
}

/** Whose cursor it is, and of which data: what a person may see decides what they have been told. */
export type Follower = {
  readonly account: string
  readonly scope: ReaderScope
  readonly restoredAt?: string | null | undefined
}

const listOf = (account: string) => `changes ${account}`

/** A reader who knows everything up to this number, as it was on a day. */
export function positionAt(seq: number, day: IsoDate): ChangePosition {
  return { seq, name: '', notedSeq: seq, day }
}

export function encodePosition(follower: Follower, { seq, name, notedSeq, day }: ChangePosition): string {
  return encodeCursor(listOf(follower.account), [seq, name, notedSeq, markOf(follower), day])
}

/**
 * `resync` when the reader's limits are others now, for names may have come into their view without having changed, and
 * when a backup was restored, which has undone changes that were told.
 */
export function decodePosition(follower: Follower, cursor: string): ChangePosition {
  const [seq, name, notedSeq, mark, told] = decodeCursor(listOf(follower.account), cursor)
  const day = typeof told === 'string' ? parseIsoDate(told) : null
  if (!isNumber(seq) || typeof name !== 'string' || !isNumber(notedSeq)) throw new Refusal('bad_cursor')
  if (mark !== markOf(follower) || !day) throw new Refusal('resync')
  return { seq, name, notedSeq, day }
}

function markOf({ scope, restoredAt }: Follower): string {
  return `${limitsOf(scope)}${restoredAt ?? ''}`
}

function limitsOf(scope: ReaderScope): string {
  if (scope.kind === 'all' || isUnlimited(scope)) return ''
  const { tags, suffixes, departments } = scope
  return sha256(JSON.stringify([tags, suffixes, departments].map((list) => list?.toSorted() ?? null))).slice(0, 12)
}

function isNumber(part: unknown): part is number {
  return typeof part === 'number' && Number.isSafeInteger(part) && part >= 0
}
