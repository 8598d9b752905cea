import type { Kysely } from 'kysely'
import type { Database } from '../../storage/database.ts'

/** Numbers of the entries with a reference that were not taken back, oldest first. */
export async function standingEntries(
  db: Kysely<Database>,
  book: string,
  reference: string,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('journal_entry as e')
    .select('e.seq')
    .where('e.account', '=', book)
    .where('e.reference', '=', reference)
    .where('e.reverses', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('journal_entry as r')
            .select('r.seq')
            .whereRef('r.account', '=', 'e.account')
            .whereRef('r.reverses', '=', 'e.seq'),
        ),
      ),
    )
    .orderBy('e.seq')
    .execute()
  return rows.map(({ seq }) => seq)
}
