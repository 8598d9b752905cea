import { type Kysely, sql } from 'kysely'
import type { Database } from '../../storage/database.ts'
import { dialectOf } from '../../storage/dialects/dialect.ts'
import { isInPiece, type PieceSpan, spanRows, takingBack } from './piece-entries.ts'

/** An entry that takes back a charge. */
export type TakenBack = { readonly account: string; readonly seq: number }

/** Entries after pieces that take back charges within them: now that those stand on a document, they need credit notes. */
export async function lateReversals(db: Kysely<Database>, spans: readonly PieceSpan[]): Promise<readonly TakenBack[]> {
  const { rows } = await sql<TakenBack>`
    select e.account, e.seq
    from ${spanRows(dialectOf(db), spans)} as p
    cross join ${takingBack(dialectOf(db))}
    cross join journal_entry c
    where e.account = p.account and e.reverses is not null
      and c.account = e.account and c.seq = e.reverses and c.kind = 'charge'
      and e.posted_on >= p.to_day and ${isInPiece('c', 'p')} and not ${isInPiece('e', 'p')}
    order by e.account, e.seq`.execute(db)
  return rows
}
