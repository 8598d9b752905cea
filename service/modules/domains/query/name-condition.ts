import { type RawBuilder, sql } from 'kysely'
import type { TimelineState } from '../../../../core/domains/timeline-rules.ts'
import type { ClassBook, ClassNames } from '../../renewal-rules/class-book.ts'
import { hullOf, overlapOf, type SpanColumn, type Spans, withDeadline } from './column-span.ts'

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
export type SortColumn = Exclude<SpanColumn, 'state_until'>

/** What a condition looks at; ids, names and classes are in every index. */
export type NameColumn = SpanColumn | 'as_of' | 'tags' | 'unicode_name'

/** Names by what their row says, optionally only those of some classes. */
export type Branch = {
  readonly classes: ReadonlySet<number> | null
  /** Whether one row is in the branch. */
  readonly test: RawBuilder<boolean>
  /** What the test looks at. */
  readonly columns: readonly NameColumn[]
  /** Where all rows of the branch are found, classes aside. */
  readonly found: { readonly by: NameIndex } | FoundElsewhere
  /** What is known of its names without looking. */
  readonly spans?: Spans
  /** Where the branch is nothing but this stretch of a column. */
  readonly range?: ColumnRange
}

/** Queries outside of the indexes of `domain`: the ids of the branch, and how many they are (`names`). */
export type FoundElsewhere = { readonly ids: RawBuilder<unknown>; readonly count: RawBuilder<unknown> }

/** Values from `from` on, before `before`; ends that are null are open. A value that is null is not inside. */
export type ColumnRange = { readonly column: SortColumn; readonly from: string | null; readonly before: string | null }

/** What the timeline looks at. */
const TIMELINE_COLUMNS = ['expires_on', 'decide_by', 'state_until', 'as_of'] as const

const INDEXED_COLUMNS: Readonly<Record<NameIndex, readonly NameColumn[]>> = {
  domain_by_name: [],
  domain_by_expiry: ['registry_expires_on', ...TIMELINE_COLUMNS],
  domain_by_registry_expiry: ['registry_expires_on', ...TIMELINE_COLUMNS],
  domain_by_decide_by: ['price_currency', 'price_minor', 'registry_expires_on', ...TIMELINE_COLUMNS],
  domain_by_class: TIMELINE_COLUMNS,
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
  return branches.every(({ columns }) => hasColumns(index, columns))
}

export function hasColumns(index: NameIndex, columns: readonly NameColumn[]): boolean {
  return columns.every((column) => INDEXED_COLUMNS[index].includes(column))
}

/** Names in one of several branches, no name in two of them; or, negated, in none. */
export type RowCondition = {
  readonly branches: readonly Branch[]
  readonly isNegated: boolean
  /** Says nothing of names but where in the index of a walk they stand. */
  readonly isPlace?: true
}

/** Which names of an account a query is about: those of some classes (null: of all) that meet every condition. */
export type NameMatch = {
  readonly account: string
  readonly book: ClassBook
  readonly names: ClassNames
  readonly classes: ReadonlySet<number> | null
  readonly conditions: readonly RowCondition[]
  /**
   * The timeline states that are asked for, with the condition among the others that says so, and how to find the names
   * in any other state: each name is in exactly one.
   */
  readonly timeline?: {
    readonly states: readonly TimelineState[]
    readonly condition: RowCondition
    readonly otherwise: () => RowCondition
  }
}

export function positive(...branches: readonly Branch[]): RowCondition {
  return { branches, isNegated: false }
}

/** A part of an index, by the values of its columns. */
export function placeCondition(
  index: NameIndex,
  columns: readonly SortColumn[],
  test: RawBuilder<boolean>,
  spans: Spans = {},
): RowCondition {
  return { branches: [{ classes: null, test, columns, found: { by: index }, spans }], isNegated: false, isPlace: true }
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
  if (b === null) return a
  const others = intersections.get(a) ?? new WeakMap<ReadonlySet<number>, ReadonlySet<number>>()
  const both = others.get(b) ?? a.intersection(b)
  intersections.set(a, others.set(b, both))
  return both
}

/** The same sets meet in several queries of one request, and in the next request again. */
const intersections = new WeakMap<ReadonlySet<number>, WeakMap<ReadonlySet<number>, ReadonlySet<number>>>()

export const NEVER = sql<boolean>`1 = 0`

/** Names whose column lies in a range, as a condition of its own. */
export function rangeCondition(range: ColumnRange, index: NameIndex): RowCondition {
  const { column, from, before } = range
  const spans = withDeadline({ [column]: { absent: 'never', from, before } }) ?? {}
  return positive({ classes: null, test: rangeSql(range), columns: [column], found: { by: index }, spans, range })
}

export function rangeSql({ column, from, before }: ColumnRange): RawBuilder<boolean> {
  const ref = sql.ref(`domain.${column}`)
  const bounds = [
    ...(from === null ? [] : [sql<boolean>`${ref} >= ${from}`]),
    ...(before === null ? [] : [sql<boolean>`${ref} < ${before}`]),
  ]
  return bounds.length === 0 ? sql`${ref} is not null` : sql`(${sql.join(bounds, sql` and `)})`
}

/**
 * The stretch of a column in which all matches with a value lie, and the conditions that say more than that.
 */
export function stretchOf(
  conditions: readonly RowCondition[],
  column: SortColumn,
): { readonly range: ColumnRange; readonly others: readonly RowCondition[] } {
  let range: ColumnRange = { column, from: null, before: null }
  const others: RowCondition[] = []
  for (const condition of conditions) {
    if (condition.isNegated) {
      others.push(condition)
      continue
    }
    const hull = hullOf(
      condition.branches.map(({ spans }) => spans ?? {}),
      column,
    )
    range = {
      column,
      from: range.from === null || (hull.from !== null && hull.from > range.from) ? hull.from : range.from,
      before:
        range.before === null || (hull.before !== null && hull.before < range.before) ? hull.before : range.before,
    }
    if (condition.branches.length !== 1 || condition.branches[0]?.range?.column !== column) others.push(condition)
  }
  return { range, others }
}

/** The match without branches that no name can be in, given the other conditions. */
export function withoutImpossible(match: NameMatch): NameMatch {
  const sole = match.conditions.flatMap((condition) => {
    const [branch, ...others] = condition.isNegated ? [] : condition.branches
    return branch && others.length === 0 ? [branch] : []
  })
  const pruned = match.conditions.map((condition) => {
    const branches = condition.branches.filter((branch) => isPossible(branch, sole, match.classes))
    return condition.isNegated || branches.length === condition.branches.length ? condition : { ...condition, branches }
  })
  const { timeline } = match
  const asked = timeline && pruned[match.conditions.indexOf(timeline.condition)]
  return { ...match, conditions: pruned, ...(timeline && asked ? { timeline: { ...timeline, condition: asked } } : {}) }
}

function isPossible(branch: Branch, others: readonly Branch[], within: ReadonlySet<number> | null): boolean {
  let spans: Spans | null = withDeadline(branch.spans ?? {})
  let classes = bothClasses(within, branch.classes)
  for (const other of others) {
    if (other === branch) continue
    spans = spans && overlapOf(spans, other.spans ?? {})
    classes = bothClasses(classes, other.classes)
  }
  return spans !== null && classes?.size !== 0
}
