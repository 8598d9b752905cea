import { type RawBuilder, sql } from 'kysely'
import type { IsoDate } from '../../../../core/calendar/iso-date.ts'
import { type TimelineClassFacts, timelineClassFacts } from '../../../../core/domains/timeline.ts'
import {
  boxAdmitsClass,
  type DateSet,
  type TimelineBox,
  timelineBoxes,
} from '../../../../core/domains/timeline-boxes.ts'
import type { TimelineColumn, TimelineState } from '../../../../core/domains/timeline-rules.ts'
import type { ClassBook } from '../../renewal-rules/class-book.ts'
import { type Span, type Spans, withDeadline } from './column-span.ts'
import { type Branch, type NameColumn, type NameIndex, positive, type RowCondition } from './name-condition.ts'

const COLUMNS = {
  expiresOn: 'expires_on',
  decideBy: 'decide_by',
  stateUntil: 'state_until',
} as const satisfies Readonly<Record<TimelineColumn, NameColumn>>
const DATES = Object.keys(COLUMNS) as readonly TimelineColumn[]

/** The names in one of these states: boxes of classes and dates, which the rules make so that none overlap. */
export function timelineCondition(states: readonly TimelineState[], today: IsoDate, book: ClassBook): RowCondition {
  const known = knownConditions.get(book) ?? new Map<string, RowCondition>()
  knownConditions.set(book, known)
  const asked = `${today} ${states.join()}`
  const condition = known.get(asked) ?? makeCondition(states, today, book)
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(asked, condition)
  return condition
}

const knownConditions = new WeakMap<ClassBook, Map<string, RowCondition>>()
const MAX_KNOWN = 100

function makeCondition(states: readonly TimelineState[], today: IsoDate, book: ClassBook): RowCondition {
  const boxes = states.flatMap((state) => timelineBoxes(state, today))
  const sameDates = Map.groupBy(boxes, ({ dates, isKnownAfterExpiry }) => JSON.stringify([dates, isKnownAfterExpiry]))
  const branches = [...sameDates.values()].flatMap((group): readonly Branch[] => {
    const [first] = group
    const classes = classesOf(group, book)
    if (!first || classes.size === 0) return []
    const spans = withDeadline(spansOf(first))
    const found = { by: indexFor(first) }
    return spans ? [{ classes, test: datesCondition(first), columns: columnsOf(first), found, spans }] : []
  })
  return positive(...branches)
}

function classesOf(boxes: readonly TimelineBox[], book: ClassBook): ReadonlySet<number> {
  const admitted = new Set<number>()
  for (const { facts, ids } of kindsOf(book)) {
    if (boxes.some((box) => boxAdmitsClass(box, facts))) for (const id of ids) admitted.add(id)
  }
  return admitted
}

/** Classes that are alike to the timeline: thousands of them come in a few kinds. */
type TimelineKind = { readonly facts: TimelineClassFacts; readonly ids: number[] }

const knownKinds = new WeakMap<ClassBook, readonly TimelineKind[]>()

function kindsOf(book: ClassBook): readonly TimelineKind[] {
  const known = knownKinds.get(book)
  if (known) return known
  const kinds = new Map<string, TimelineKind>()
  for (const { id, key } of book.values()) {
    const facts = timelineClassFacts(key)
    const text = JSON.stringify(Object.values(facts))
    const kind = kinds.get(text) ?? { facts, ids: [] }
    kind.ids.push(id)
    kinds.set(text, kind)
  }
  knownKinds.set(book, [...kinds.values()])
  return [...kinds.values()]
}

function datesCondition({ dates, isKnownAfterExpiry }: TimelineBox): RawBuilder<boolean> {
  const parts = [
    ...askedDates(dates).flatMap((date) => dateParts(dates[date], COLUMNS[date])),
    ...(isKnownAfterExpiry.length === 2 ? [] : [knownAfterExpiry(isKnownAfterExpiry[0] ?? false)]),
  ]
  return parts.length === 0 ? sql`1 = 1` : sql`(${sql.join(parts, sql` and `)})`
}

/** A deadline never lies behind the expiry, so that one that is late enough says it of both. */
function askedDates({ decideBy, expiresOn }: TimelineBox['dates']): readonly TimelineColumn[] {
  const least = expiresOn.absent || expiresOn.range?.before != null ? null : expiresOn.range?.from
  const isImplied = least != null && !decideBy.absent && (decideBy.range?.from ?? '') >= least
  return isImplied ? DATES.filter((date) => date !== 'expiresOn') : DATES
}

function knownAfterExpiry(isKnown: boolean): RawBuilder<boolean> {
  const known = sql<boolean>`coalesce(domain.as_of > domain.expires_on, 1 = 0)`
  return isKnown ? known : sql`not ${known}`
}

function dateParts({ absent, range }: DateSet, name: NameColumn): readonly RawBuilder<boolean>[] {
  const column = sql.ref(`domain.${name}`)
  if (!range) return [sql`${column} is null`]
  const bounds = [
    ...(range.from === null ? [] : [sql<boolean>`${column} >= ${range.from}`]),
    ...(range.before === null ? [] : [sql<boolean>`${column} < ${range.before}`]),
  ]
  if (!absent) return bounds.length === 0 ? [sql`${column} is not null`] : bounds
  // Not as "is null or": SQLite would look for each half of it in the index, and read all other names for that.
  return bounds.length === 0 ? [] : [sql`coalesce(${sql.join(bounds, sql` and `)}, 1 = 1)`]
}

function spansOf({ dates }: TimelineBox): Spans {
  return Object.fromEntries(DATES.map((date) => [COLUMNS[date], spanOf(dates[date])]))
}

function spanOf({ absent, range }: DateSet): Span {
  if (!range) return { absent: 'always', from: null, before: null }
  return { absent: absent ? 'maybe' : 'never', ...range }
}

function columnsOf({ dates, isKnownAfterExpiry }: TimelineBox): readonly NameColumn[] {
  const asked = askedDates(dates)
    .filter((date) => dateParts(dates[date], COLUMNS[date]).length > 0)
    .map((date) => COLUMNS[date])
  return isKnownAfterExpiry.length === 2 ? asked : [...asked, 'expires_on', 'as_of']
}

function indexFor({ dates }: TimelineBox): NameIndex {
  const { absent, range } = dates.decideBy
  if (!absent || range === null) return 'domain_by_decide_by'
  return isAnyDate(dates.expiresOn) ? 'domain_by_class' : 'domain_by_expiry'
}

function isAnyDate({ absent, range }: DateSet): boolean {
  return absent && range !== null && range.from === null && range.before === null
}
