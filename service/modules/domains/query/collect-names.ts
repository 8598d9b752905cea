import { type Kysely, sql } from 'kysely'
import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import type { DomainSort } from '../../../../core/portfolio/domain-sort.ts'
import type { Database } from '../../../storage/database.ts'
import { type Branch, bothClasses, type NameMatch, type RowCondition } from './name-condition.ts'
import { comparePlaces, type NameOrder, type PlacedRow, valuesReader } from './name-order.ts'
import { allOf, classesCondition, classesSought, domainBy, rowCondition } from './name-sql.ts'
import type { PlacedName } from './walk-names.ts'

export type OrderedBy = { readonly order: NameOrder; readonly sort: DomainSort; readonly today: IsoDate }

/** All names that match, in order. `leading` is the condition that finds the fewest, if there is one. */
export async function collectNames(
  db: Kysely<Database>,
  match: NameMatch,
  leading: RowCondition | null,
  { order, sort, today }: OrderedBy,
): Promise<readonly PlacedName[]> {
  const branches = leading?.branches ?? [EVERYTHING]
  const others = match.conditions.filter((condition) => condition !== leading)
  const valuesOf = valuesReader(order, match.book, today)
  const found: PlacedName[] = []
  for (const branch of branches) {
    for (const row of await readBranch(db, { ...match, conditions: others }, branch, order)) {
      found.push({ id: row.id, name: row.name, values: valuesOf(row) })
    }
  }
  return found.sort((a, b) => comparePlaces(a, b, sort))
}

const EVERYTHING: Branch = { classes: null, sql: sql`1 = 1`, columns: [], index: null }

async function readBranch(
  db: Kysely<Database>,
  match: NameMatch,
  branch: Branch,
  order: NameOrder,
): Promise<readonly (PlacedRow & { readonly id: number })[]> {
  const classes = bothClasses(match.classes, branch.classes)
  const isByClass = classes !== null && (branch.index === 'domain_by_class' || branch === EVERYTHING)
  const conditions = [
    sql<boolean>`domain.account = ${match.account}`,
    branch.sql,
    ...(isByClass ? [classesSought(db, classes)] : classesCondition(db, match.book, classes)),
    ...match.conditions.map((condition) => rowCondition(db, match.book, condition)),
  ]
  const columns = ['id', 'name', 'class_id', ...columnsOf(order)].map((column) => sql.ref(`domain.${column}`))
  const index = isByClass ? 'domain_by_class' : branch.index === 'domain_by_class' ? 'domain_by_expiry' : branch.index
  const { rows } = await sql<PlacedRow & { readonly id: number }>`
    select ${sql.join(columns)} from ${domainBy(db, index)} where ${allOf(conditions)}`.execute(db)
  return rows
}

function columnsOf(order: NameOrder): readonly string[] {
  if (order.kind === 'columns') return order.columns
  return order.kind === 'timeline' ? ['expires_on', 'decide_by', 'state_until', 'as_of'] : []
}
