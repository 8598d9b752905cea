import { type Kysely, sql } from 'kysely'
import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import type { DomainSort } from '../../../../core/portfolio/domain-sort.ts'
import type { Database } from '../../../storage/database.ts'
import { foundBy } from './count-names.ts'
import { type Branch, bothClasses, type NameMatch, type RowCondition } from './name-condition.ts'
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

/** `from domain where …` for each branch of the leading condition; together they have each name once. */
export function sourcesOf(db: Kysely<Database>, match: NameMatch, leading: RowCondition | null) {
  const others = { ...match, conditions: match.conditions.filter((condition) => condition !== leading) }
  const branches = leading?.branches ?? [everyName(match)]
  return branches
    .map((branch) => ({ branch, classes: bothClasses(match.classes, branch.classes) }))
    .filter(({ classes }) => classes?.size !== 0)
    .map(({ branch, classes }) => foundBy(db, others, branch, classes))
}

/** Without a condition that finds names, those of the classes, or all by the index that answers a negation. */
function everyName({ classes, conditions }: NameMatch): Branch {
  const found = conditions[0]?.branches[0]?.found
  const by = classes === null && found && 'by' in found ? found.by : 'domain_by_class'
  return { classes: null, test: sql`1 = 1`, columns: [], found: { by } }
}

function columnsOf(order: NameOrder): readonly string[] {
  if (order.kind === 'columns') return order.columns
  return order.kind === 'timeline' ? ['expires_on', 'decide_by', 'state_until', 'as_of'] : []
}
