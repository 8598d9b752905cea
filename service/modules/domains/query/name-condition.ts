import { type RawBuilder, sql } from 'kysely'
import type { ClassBook, ClassNames } from '../../renewal-rules/class-book.ts'

/** The indexes of `domain` by which queries find names. */
export type NameIndex =
  | 'domain_by_name'
  | 'domain_by_expiry'
  | 'domain_by_registry_expiry'
  | 'domain_by_decide_by'
  | 'domain_by_class'
  | 'domain_by_department'
  | 'domain_by_price'
  | 'domain_by_lock'
  | 'domain_by_update'

/** The columns by which lists are sorted; each has an index. */
export type SortColumn =
  | 'registry_expires_on'
  | 'expires_on'
  | 'decide_by'
  | 'department'
  | 'price_currency'
  | 'price_minor'
  | 'lock_level'
  | 'updated_at'

/** What a condition looks at; ids, names and classes are in every index. */
export type NameColumn = SortColumn | 'state_until' | 'as_of' | 'tags' | 'unicode_name'

/** Names by what their row says, optionally only those of some classes. */
export type Branch = {
  readonly classes: ReadonlySet<number> | null
  /** Whether one row is in the branch. */
  readonly test: RawBuilder<boolean>
  /** What the test looks at. */
  readonly columns: readonly NameColumn[]
  /** Where all rows of the branch are found, classes aside. */
  readonly found: { readonly by: NameIndex } | FoundElsewhere
  /** Where the branch is nothing but this stretch of a column. */
  readonly range?: ColumnRange
}

/** Queries outside of the indexes of `domain`: the ids of the branch, and how many they are (`names`). */
export type FoundElsewhere = { readonly ids: RawBuilder<unknown>; readonly count: RawBuilder<unknown> }

/** Values from `from` to `to`, or before `before`; ends that are null are open. A value that is null is not inside. */
export type ColumnRange = {
  readonly column: SortColumn
  readonly from: string | null
  readonly to: string | null
  readonly before: string | null
}

const INDEXED_COLUMNS: Readonly<Record<NameIndex, readonly NameColumn[]>> = {
  domain_by_name: [],
  domain_by_expiry: ['expires_on', 'as_of'],
  domain_by_registry_expiry: ['registry_expires_on'],
  domain_by_decide_by: ['decide_by', 'expires_on', 'price_currency', 'price_minor'],
  domain_by_class: ['expires_on', 'decide_by', 'state_until', 'as_of'],
  domain_by_department: ['department'],
  domain_by_price: ['price_currency', 'price_minor'],
  domain_by_lock: ['lock_level'],
  domain_by_update: ['updated_at'],
}

/** The index by which a branch is found; by class, expiries are found as well. */
export function indexOf({ found }: Branch): NameIndex | null {
  return 'by' in found ? found.by : null
}

/** Whether the index alone can say if a name meets the condition, so that no row has to be looked up. */
export function isCovered(index: NameIndex, { branches }: RowCondition): boolean {
  return branches.every(({ columns }) => columns.every((column) => INDEXED_COLUMNS[index].includes(column)))
}

/** Names in one of several branches, no name in two of them; or, negated, in none. */
export type RowCondition = { readonly branches: readonly Branch[]; readonly isNegated: boolean }

/** Which names of an account a query is about: those of some classes (null: of all) that meet every condition. */
export type NameMatch = {
  readonly account: string
  readonly book: ClassBook
  readonly names: ClassNames
  readonly classes: ReadonlySet<number> | null
  readonly conditions: readonly RowCondition[]
}

export function positive(...branches: readonly Branch[]): RowCondition {
  return { branches, isNegated: false }
}

export function negated(...branches: readonly Branch[]): RowCondition {
  return { branches, isNegated: true }
}

/** The match narrowed by a condition, by classes, or both. */
export function narrowed(
  match: NameMatch,
  to: { readonly classes?: ReadonlySet<number> | null; readonly condition?: RowCondition },
): NameMatch {
  return {
    ...match,
    classes: bothClasses(match.classes, to.classes ?? null),
    conditions: to.condition ? [...match.conditions, to.condition] : match.conditions,
  }
}

/** Classes in both sets; null stands for all. */
export function bothClasses(a: ReadonlySet<number> | null, b: ReadonlySet<number> | null): ReadonlySet<number> | null {
  if (a === null) return b
  return b === null ? a : a.intersection(b)
}

export const NEVER = sql<boolean>`1 = 0`

/** Names whose column lies in a range, as a condition of its own. */
export function rangeCondition(range: ColumnRange, index: NameIndex): RowCondition {
  return positive({ classes: null, test: rangeSql(range), columns: [range.column], found: { by: index }, range })
}

export function rangeSql({ column, from, to, before }: ColumnRange): RawBuilder<boolean> {
  const ref = sql.ref(`domain.${column}`)
  const bounds = [
    ...(from === null ? [] : [sql<boolean>`${ref} >= ${from}`]),
    ...(to === null ? [] : [sql<boolean>`${ref} <= ${to}`]),
    ...(before === null ? [] : [sql<boolean>`${ref} < ${before}`]),
  ]
  return bounds.length === 0 ? sql`${ref} is not null` : sql`(${sql.join(bounds, sql` and `)})`
}

/** The stretch of the column that all conditions of this kind leave, and the other conditions. */
export function mergedRange(
  conditions: readonly RowCondition[],
  column: SortColumn,
): { readonly range: ColumnRange; readonly others: readonly RowCondition[] } {
  let range: ColumnRange = { column, from: null, to: null, before: null }
  const others: RowCondition[] = []
  for (const condition of conditions) {
    const own = condition.isNegated || condition.branches.length !== 1 ? undefined : condition.branches[0]?.range
    if (own?.column === column) range = overlapOf(range, own)
    else others.push(condition)
  }
  return { range, others }
}

function overlapOf(a: ColumnRange, b: ColumnRange): ColumnRange {
  return {
    column: a.column,
    from: a.from === null || (b.from !== null && b.from > a.from) ? b.from : a.from,
    to: a.to === null || (b.to !== null && b.to < a.to) ? b.to : a.to,
    before: a.before === null || (b.before !== null && b.before < a.before) ? b.before : a.before,
  }
}
