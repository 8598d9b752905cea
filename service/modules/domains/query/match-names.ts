import type { Kysely } from 'kysely'
import { isUnlimited, type ReaderScope } from '../../../../core/access/reader-scope.ts'
import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import { TIMELINE_STATES } from '../../../../core/domains/timeline-rules.ts'
import { admits, type DomainFilter, isAny } from '../../../../core/portfolio/domain-filter.ts'
import type { Database } from '../../../storage/database.ts'
import { type ConnectionRow, listConnections } from '../../connections/connections.repository.ts'
import { type ClassBook, type ClassNames, type RenewalClass, readClasses } from '../../renewal-rules/class-book.ts'
import { dateConditions } from './date-conditions.ts'
import { type NameMatch, positive, type RowCondition, withoutImpossible } from './name-condition.ts'
import { searchCondition } from './search-condition.ts'
import { tagConditions, tagIn } from './tag-conditions.ts'
import { timelineCondition } from './timeline-condition.ts'
import { blockedConditions, departmentConditions, departmentsIn, lockConditions } from './value-conditions.ts'

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
