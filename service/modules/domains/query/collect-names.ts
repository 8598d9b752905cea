import { type Kysely, sql } from 'kysely'
import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import type { DomainSort } from '../../../../core/portfolio/domain-sort.ts'
import type { Database } from '../../../storage/database.ts'
import { sourcesOf } from './found-names.ts'
import type { NameMatch, RowCondition } from './name-condition.ts'
import { comparePlaces, type NameOrder, type PlacedRow, valuesReader } from './name-order.ts'
import type { PlacedName } from './walk-names.ts'

export type OrderedBy = { readonly order: NameOrder; readonly sort: DomainSort; readonly today: IsoDate }

/** All names that match, in order. `leading` is the condition that finds the fewest, if there is one. */
export async function collectNames(
  db: Kysely<Database>,
  match: NameMatch,
  leading: RowCondition | null,
  { order, sort, today }: OrderedBy,
): Promise<readonly PlacedName[]> {
  const valuesOf = valuesReader(order, match.book, today)
  const columns = ['id', 'name', 'class_id', ...columnsOf(order)].map((column) => sql.ref(`domain.${column}`))
  const found: PlacedName[] = []
  for (const from of sourcesOf(db, match, leading)) {
    const { rows } = await sql<PlacedRow & { readonly id: number }>`select ${sql.join(columns)} ${from}`.execute(db)
    for (const row of rows) found.push({ id: row.id, name: row.name, values: valuesOf(row) })
  }
  return found.sort((a, b) => comparePlaces(a, b, sort))
}

function columnsOf(order: NameOrder): readonly string[] {
  if (order.kind === 'columns') return order.columns
  return order.kind === 'timeline' ? ['expires_on', 'decide_by', 'state_until', 'as_of'] : []
}
