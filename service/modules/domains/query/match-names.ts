import { type Kysely, sql } from 'kysely'
import { isUnlimited, type ReaderScope } from '../../../../core/access/reader-scope.ts'
import { addDays, type IsoDate } from '../../../../core/calendar/iso-date.ts'
import { LOCK_LEVELS } from '../../../../core/domains/locks.ts'
import { ATTENTION_DAYS, TIMELINE_STATES } from '../../../../core/domains/timeline-rules.ts'
import {
  admits,
  type Choice,
  type DayBounds,
  type DomainFilter,
  isAny,
} from '../../../../core/portfolio/domain-filter.ts'
import type { Database } from '../../../storage/database.ts'
import { dialectOf } from '../../../storage/dialects/dialect.ts'
import { textList } from '../../../storage/json-list.ts'
import { type ConnectionRow, listConnections } from '../../connections/connections.repository.ts'
import { type ClassBook, type ClassNames, type RenewalClass, readClasses } from '../../renewal-rules/class-book.ts'
import {
  type Branch,
  type ColumnRange,
  type NameIndex,
  type NameMatch,
  negated,
  positive,
  type RowCondition,
  rangeCondition,
  rangeSql,
  withoutImpossible,
} from './name-condition.ts'
import { spanOfValue } from './place-conditions.ts'
import { searchCondition } from './search-condition.ts'
import { timelineCondition } from './timeline-condition.ts'

/** Whose names, seen by whom, on which day. */
export type NameReader = { readonly account: string; readonly scope: ReaderScope; readonly today: IsoDate }

/** Which names a filter is about, for a reader. Without a filter by holding, archived names are left out. */
export async function matchNames(db: Kysely<Database>, reader: NameReader, filter: DomainFilter): Promise<NameMatch> {
  const { book, names } = await readClasses(db, reader.account)
  const connections = await listConnections(db, reader.account)
  const timeline = timelineOf(filter, reader.today, book)
  return withoutImpossible({
    account: reader.account,
    book,
    names,
    classes: matchClasses(book, connections, reader.scope, filter),
    conditions: [
      ...scopeConditions(db, reader),
      ...(await rowConditions(db, reader.account, names, filter)),
      ...dateConditions(filter, reader.today, book),
      ...(timeline ? [timeline.condition] : []),
    ],
    ...(timeline ? { timeline } : {}),
  })
}

function timelineOf({ timeline }: DomainFilter, today: IsoDate, book: ClassBook): NameMatch['timeline'] {
  if (isAny(timeline)) return undefined
  const states = TIMELINE_STATES.filter((state) => admits(timeline, state))
  const others = TIMELINE_STATES.filter((state) => !states.includes(state))
  const otherwise = () => timelineCondition(others, today, book)
  return { states, condition: timelineCondition(states, today, book), otherwise }
}

/** What was found out about the classes of a book: the same filter is asked for page after page. */
const knownClasses = new WeakMap<ClassBook, Map<string, ReadonlySet<number> | null>>()
const MAX_KNOWN = 100

/** The classes that pass all filters that only look at a class; null where every class does. */
function matchClasses(
  book: ClassBook,
  connections: readonly ConnectionRow[],
  scope: ReaderScope,
  filter: DomainFilter,
): ReadonlySet<number> | null {
  const known = knownClasses.get(book) ?? new Map<string, ReadonlySet<number> | null>()
  knownClasses.set(book, known)
  const asked = JSON.stringify([connections, scope, ...CLASS_FILTERS.map((field) => filter[field])])
  const last = known.get(asked)
  if (last !== undefined) return last
  const classes = new Set<number>()
  const connectionOf = new Map(connections.map((connection) => [connection.id, connection]))
  for (const one of book.values()) {
    const connection = connectionOf.get(one.key.connection)
    const passes = passesClass(one, filter) && passesConnection(connection, filter) && isSuffixInScope(scope, one)
    if (passes) classes.add(one.id)
  }
  const found = classes.size === book.size ? null : classes
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(asked, found)
  return found
}

const CLASS_FILTERS = [
  'suffix',
  'mode',
  'scope',
  'contradiction',
  'critical',
  'holding',
  'connection',
  'registrar',
] as const satisfies readonly (keyof DomainFilter)[]

function passesClass({ key, mode, scope, contradiction }: RenewalClass, filter: DomainFilter): boolean {
  return (
    admits(filter.suffix, key.suffix) &&
    admits(filter.mode, mode) &&
    admits(filter.scope, scope) &&
    admits(filter.contradiction, contradiction) &&
    admits(filter.critical, key.critical) &&
    (isAny(filter.holding) ? key.holding !== 'archived' : admits(filter.holding, key.holding))
  )
}

/** A connection is named by its id or by its name. */
function passesConnection(connection: ConnectionRow | undefined, filter: DomainFilter): boolean {
  const { in: wanted, notIn: unwanted } = filter.connection
  const isOneOf = (texts: readonly string[]) =>
    connection !== undefined && (texts.includes(connection.id) || texts.includes(connection.name))
  if (wanted.length > 0 && !isOneOf(wanted)) return false
  return !isOneOf(unwanted) && admits(filter.registrar, connection?.registrar ?? '')
}

function isSuffixInScope(scope: ReaderScope, { key }: RenewalClass): boolean {
  return scope.kind === 'all' || (scope.suffixes?.includes(key.suffix) ?? true)
}

/** What limits the reader besides suffixes; the same as `isInScope`. */
function scopeConditions(db: Kysely<Database>, { account, scope }: NameReader): readonly RowCondition[] {
  if (scope.kind === 'all' || isUnlimited(scope)) return []
  const { departments, tags } = scope
  return [
    ...(departments ? [positive(...departmentsIn(db, departments))] : []),
    ...(tags ? [positive(tagIn(db, account, tags))] : []),
  ]
}

async function rowConditions(
  db: Kysely<Database>,
  account: string,
  names: ClassNames,
  filter: DomainFilter,
): Promise<readonly RowCondition[]> {
  const search = filter.search === null ? null : await searchCondition(db, account, names, filter.search)
  return [
    ...departmentConditions(db, filter.department),
    ...tagConditions(db, account, filter.tag),
    ...lockConditions(filter),
    ...blockedConditions(account, filter.blocked),
    ...(search ? [search] : []),
  ]
}

/** The empty text stands for "no department". */
function departmentConditions(db: Kysely<Database>, choice: Choice<string>): readonly RowCondition[] {
  const branches = (values: readonly string[]): readonly Branch[] => {
    const named = values.filter((value) => value !== '')
    return [...departmentsIn(db, named), ...(values.includes('') ? [NO_DEPARTMENT] : [])]
  }
  return [
    ...(choice.in.length > 0 ? [positive(...branches(choice.in))] : []),
    ...(choice.notIn.length > 0 ? [negated(...branches(choice.notIn))] : []),
  ]
}

const NO_DEPARTMENT: Branch = {
  classes: null,
  test: sql`domain.department is null`,
  columns: ['department'],
  found: { by: 'domain_by_department' },
  spans: { department: { absent: 'always', from: null, before: null } },
}

/** Few of them one by one: each is a stretch of the index. */
function departmentsIn(db: Kysely<Database>, departments: readonly string[]): readonly Branch[] {
  if (departments.length <= MAX_BRANCHES) {
    return [...new Set(departments)].map((department) => valueBranch('department', department, 'domain_by_department'))
  }
  return [
    {
      classes: null,
      test: sql`coalesce(domain.department in ${textList(dialectOf(db), departments)}, 1 = 0)`,
      columns: ['department'],
      found: { by: 'domain_by_department' },
    },
  ]
}

const MAX_BRANCHES = 8

function valueBranch(column: 'department' | 'lock_level', value: string, by: NameIndex): Branch {
  const test = sql<boolean>`${sql.ref(`domain.${column}`)} = ${value}`
  return { classes: null, test, columns: [column], found: { by }, spans: { [column]: spanOfValue(value) } }
}

/** The empty text stands for "no tags". */
function tagConditions(db: Kysely<Database>, account: string, choice: Choice<string>): readonly RowCondition[] {
  const { in: wanted, notIn: unwanted } = choice
  const named = wanted.filter((value) => value !== '')
  const isNotNamed = unwanted.filter((value) => value !== '')
  const isTagged = tagIn(db, account, null)
  const conditions: RowCondition[] = []
  if (named.length > 0 && wanted.includes('')) conditions.push(noTagBut(db, account, named))
  else if (wanted.includes('')) conditions.push(negated(isTagged))
  else if (named.length > 0) conditions.push(positive(tagIn(db, account, named)))
  if (isNotNamed.length > 0) conditions.push(negated(tagIn(db, account, isNotNamed)))
  if (unwanted.includes('')) conditions.push(positive(isTagged))
  return conditions
}

/** Names with one of the tags; with any where none is given. */
function tagIn(db: Kysely<Database>, account: string, tags: readonly string[] | null): Branch {
  const [only] = tags ?? []
  const isSole = tags?.length === 1 && only !== undefined
  const isOne = tags === null ? sql`1 = 1` : isSole ? sql`tag = ${only}` : sql`tag in ${textList(dialectOf(db), tags)}`
  const number = isSole ? sql`count(*)` : sql`count(distinct domain)`
  const ids = sql`select domain from domain_tag where account = ${account} and ${isOne}`
  return {
    classes: null,
    test: sql`exists (${ids} and domain_tag.domain = domain.id)`,
    // By its id, which every index has.
    columns: [],
    found: {
      ids,
      count: sql`select ${number} as names from domain_tag where account = ${account} and ${isOne}`,
    },
  }
}

/** Names with one of the tags or with none, said as: not tagged without having one of them. */
function noTagBut(db: Kysely<Database>, account: string, tags: readonly string[]): RowCondition {
  const list = textList(dialectOf(db), tags)
  const withIt = sql`select domain from domain_tag where account = ${account} and tag in ${list}`
  const ids = sql`select domain from domain_tag where account = ${account} and domain not in (${withIt})`
  return negated({
    classes: null,
    test: sql`(domain.tags <> '[]' and not exists (${withIt} and domain_tag.domain = domain.id))`,
    columns: ['tags'],
    found: {
      ids,
      count: sql`select count(*) as names from (select distinct domain from (${ids}) as tagged) as others`,
    },
  })
}

function lockConditions({ lock }: DomainFilter): readonly RowCondition[] {
  if (isAny(lock)) return []
  const levels = LOCK_LEVELS.filter((level) => admits(lock, level))
  return [positive(...levels.map((level) => valueBranch('lock_level', level, 'domain_by_lock')))]
}

/** Few names wait at a time: they are found by an index of their own. */
function blockedConditions(account: string, { in: wanted, notIn: unwanted }: Choice<string>): readonly RowCondition[] {
  return [
    ...(wanted.length > 0 ? [positive(...wanted.map((reason) => blockedFor(account, reason)))] : []),
    ...(unwanted.length > 0 ? [negated(...unwanted.map((reason) => blockedFor(account, reason)))] : []),
  ]
}

function blockedFor(account: string, reason: string): Branch {
  const those = sql`from domain as waiting
    where waiting.account = ${account} and waiting.blocked is not null and waiting.blocked = ${reason}`
  return {
    classes: null,
    test: sql`exists (select 1 ${those} and waiting.id = domain.id)`,
    // By its id, which every index has.
    columns: [],
    found: { ids: sql`select waiting.id ${those}`, count: sql`select count(*) as names ${those}` },
  }
}

function dateConditions(
  { expires, decide, needsDecision }: DomainFilter,
  today: IsoDate,
  book: ClassBook,
): readonly RowCondition[] {
  return [
    ...between('expires_on', expires, 'domain_by_expiry'),
    ...between('decide_by', decide, 'domain_by_decide_by'),
    ...(isAny(needsDecision) ? [] : needsDecisionConditions(needsDecision, today, book)),
  ]
}

function between(
  column: 'expires_on' | 'decide_by',
  { from, to }: DayBounds,
  index: NameIndex,
): readonly RowCondition[] {
  if (from === null && to === null) return []
  // The last day that there is has no day after it.
  const next = to === null ? null : addDays(to, 1)
  return [rangeCondition({ column, from, before: next === to ? null : next }, index)]
}

/** The same as core's `needsDecision`. */
function needsDecisionConditions(choice: Choice<boolean>, today: IsoDate, book: ClassBook): readonly RowCondition[] {
  const classes = new Set<number>()
  for (const { id, key } of book.values()) if (key.decisionMode === null) classes.add(id)
  const range: ColumnRange = { column: 'decide_by', from: today, before: addDays(today, ATTENTION_DAYS + 1) }
  const branch: Branch = {
    classes,
    test: rangeSql(range),
    columns: ['decide_by'],
    found: { by: 'domain_by_decide_by' },
    spans: { decide_by: { absent: 'never', from: range.from, before: range.before } },
  }
  const [yes, no] = [admits(choice, true), admits(choice, false)]
  if (yes && no) return []
  if (yes) return [positive(branch)]
  return no ? [negated(branch)] : [positive()]
}
