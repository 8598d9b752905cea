import type { Transaction } from 'kysely'
import type { Instant, IsoDate } from '../../../core/calendar/iso-date.ts'
import { bankLineReference } from '../../../core/ledger/bank-line-reference.ts'
import { type EntryKind, reversed } from '../../../core/ledger/entry.ts'
import type { Database } from '../../storage/database.ts'
import { postingsOf } from '../ledger/ledger.repository.ts'
import { postEntry } from '../ledger/post-entry.ts'
import type { BankLineRow } from './bank-lines.repository.ts'
import { standingEntries } from './line-entries.queries.ts'

/** The key of a posting: each decision of a line posts once, however often it is tried. */
export function keyOf(line: Pick<BankLineRow, 'file' | 'n' | 'decisions'>, part: number | string): string {
  return `${bankLineReference(line)}#${line.decisions + 1}.${part}`
}

export type TakeBack = {
  /** The line whose entries are taken back. */
  readonly line: BankLineRow
  /** The book they stand in. */
  readonly book: string
  readonly kind: EntryKind
  readonly occurredOn: IsoDate
  readonly person: string
  readonly reason: string
}

/** Takes everything back that a line has posted in a book and that still stands, each entry by one of its own; returns it. */
export async function takeBackEntries(
  trx: Transaction<Database>,
  { line, book, kind, occurredOn, person, reason }: TakeBack,
  now: Instant,
): Promise<readonly number[]> {
  const reference = bankLineReference(line)
  const entries = await standingEntries(trx, book, reference)
  const postings = await postingsOf(trx, book, entries)
  for (const entry of entries) {
    const draft = {
      kind,
      occurredOn,
      postings: reversed(postings.get(entry) ?? []),
      key: keyOf(line, `-${entry}`),
      person,
      reference,
      detail: { reason },
      reverses: entry,
    }
    await postEntry(trx, book, draft, now)
  }
  return entries
}
