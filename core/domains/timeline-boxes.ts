import type { IsoDate } from '../calendar/iso-date.ts'
import { REGISTRY_STATES, type RegistryState } from './registry-state.ts'
import type { TimelineClassFacts } from './timeline.ts'
import {
  type DayRange,
  type TimelineColumn,
  type TimelineRule,
  type TimelineState,
  timelineRules,
} from './timeline-rules.ts'
import { AUTO_RENEW_GRACES } from './tld-catalogue.ts'

/** The values that a date may have: absent, or within the range, or either; a range that is null allows no day. */
export type DateSet = { readonly absent: boolean; readonly range: DayRange | null }

/**
 * A set of names as allowed values per property, for predicates without negation. `classFacts` belong to the renewal
 * class, the rest to columns of the name. A name is inside when every property has an allowed value.
 */
export type TimelineBox = {
  readonly classFacts: {
    readonly registryState: readonly RegistryState[]
    readonly hasDecision: readonly boolean[]
    readonly publishesExpiry: readonly boolean[]
    readonly autoRenewGraceDays: readonly (number | null)[]
  }
  readonly dates: Readonly<Record<TimelineColumn, DateSet>>
  /** Allowed values of "the expiry was reported after it passed". */
  readonly isKnownAfterExpiry: readonly boolean[]
}

const ANY_DAY: DayRange = { from: null, before: null }
const ANY_DATE: DateSet = { absent: true, range: ANY_DAY }

const EVERY_NAME: TimelineBox = {
  classFacts: {
    registryState: REGISTRY_STATES,
    hasDecision: [true, false],
    publishesExpiry: [true, false],
    autoRenewGraceDays: [null, ...AUTO_RENEW_GRACES],
  },
  dates: { expiresOn: ANY_DATE, decideBy: ANY_DATE, stateUntil: ANY_DATE },
  isKnownAfterExpiry: [true, false],
}

/**
 * The names in a timeline state on a day, as disjoint boxes: their union is exactly the names for which `timelineOf`
 * says this state.
 */
export function timelineBoxes(state: TimelineState, today: IsoDate): readonly TimelineBox[] {
  const rules = timelineRules(today, AUTO_RENEW_GRACES)
  return rules.flatMap((rule, index) => {
    if (rule.state !== state) return []
    const earlier = rules.slice(0, index).map(boxOfRule)
    return earlier.reduce<readonly TimelineBox[]>(
      (pieces, hole) => pieces.flatMap((piece) => subtract(piece, hole)),
      [boxOfRule(rule)],
    )
  })
}

/** Whether names of a class can lie in the box at all; the box's dates then decide. */
export function boxAdmitsClass(box: TimelineBox, facts: TimelineClassFacts): boolean {
  const { registryState, hasDecision, publishesExpiry, autoRenewGraceDays } = box.classFacts
  return (
    registryState.includes(facts.registryState) &&
    hasDecision.includes(facts.hasDecision) &&
    publishesExpiry.includes(facts.publishesExpiry) &&
    autoRenewGraceDays.includes(facts.autoRenewGraceDays)
  )
}

function boxOfRule(rule: TimelineRule): TimelineBox {
  const any = EVERY_NAME.classFacts
  return {
    classFacts: {
      registryState: rule.registryState ?? any.registryState,
      hasDecision: rule.hasDecision === undefined ? any.hasDecision : [rule.hasDecision],
      publishesExpiry: rule.publishesExpiry === undefined ? any.publishesExpiry : [rule.publishesExpiry],
      autoRenewGraceDays: rule.autoRenewGraceDays === undefined ? any.autoRenewGraceDays : [rule.autoRenewGraceDays],
    },
    dates: {
      expiresOn: dateSet(rule.dates?.expiresOn),
      decideBy: dateSet(rule.dates?.decideBy),
      stateUntil: dateSet(rule.dates?.stateUntil),
    },
    isKnownAfterExpiry: rule.isKnownAfterExpiry === undefined ? [true, false] : [rule.isKnownAfterExpiry],
  }
}

function dateSet(wanted: DayRange | 'absent' | undefined): DateSet {
  if (wanted === undefined) return ANY_DATE
  return wanted === 'absent' ? { absent: true, range: null } : { absent: false, range: wanted }
}

/** One property of a box: the part of a box that a hole allows in it, and the parts that it does not. */
type Dimension = {
  readonly inside: (box: TimelineBox, hole: TimelineBox) => TimelineBox | null
  readonly outside: (box: TimelineBox, hole: TimelineBox) => readonly TimelineBox[]
}

/** The box without the names of the hole. A hole that does not touch the box leaves it in one piece. */
function subtract(box: TimelineBox, hole: TimelineBox): readonly TimelineBox[] {
  const pieces: TimelineBox[] = []
  let rest = box
  for (const dimension of DIMENSIONS) {
    pieces.push(...dimension.outside(rest, hole))
    const inside = dimension.inside(rest, hole)
    if (!inside) return [box]
    rest = inside
  }
  return pieces
}

function listDimension<T>(
  read: (box: TimelineBox) => readonly T[],
  write: (box: TimelineBox, values: readonly T[]) => TimelineBox,
): Dimension {
  const keep = (box: TimelineBox, values: readonly T[]) => (values.length > 0 ? write(box, values) : null)
  return {
    inside: (box, hole) =>
      keep(
        box,
        read(box).filter((value) => read(hole).includes(value)),
      ),
    outside: (box, hole) => {
      const outside = keep(
        box,
        read(box).filter((value) => !read(hole).includes(value)),
      )
      return outside ? [outside] : []
    },
  }
}

function dateDimension(column: TimelineColumn): Dimension {
  const write = (box: TimelineBox, set: DateSet): TimelineBox => ({ ...box, dates: { ...box.dates, [column]: set } })
  return {
    inside: (box, hole) => {
      const both = intersect(box.dates[column], hole.dates[column])
      return both && write(box, both)
    },
    outside: (box, hole) =>
      complements(hole.dates[column]).flatMap((other) => {
        const both = intersect(box.dates[column], other)
        return both ? [write(box, both)] : []
      }),
  }
}

const DIMENSIONS: readonly Dimension[] = [
  listDimension(
    (box) => box.classFacts.registryState,
    (box, registryState) => ({ ...box, classFacts: { ...box.classFacts, registryState } }),
  ),
  listDimension(
    (box) => box.classFacts.hasDecision,
    (box, hasDecision) => ({ ...box, classFacts: { ...box.classFacts, hasDecision } }),
  ),
  listDimension(
    (box) => box.classFacts.publishesExpiry,
    (box, publishesExpiry) => ({ ...box, classFacts: { ...box.classFacts, publishesExpiry } }),
  ),
  listDimension(
    (box) => box.classFacts.autoRenewGraceDays,
    (box, autoRenewGraceDays) => ({ ...box, classFacts: { ...box.classFacts, autoRenewGraceDays } }),
  ),
  dateDimension('expiresOn'),
  dateDimension('decideBy'),
  dateDimension('stateUntil'),
  listDimension(
    (box) => box.isKnownAfterExpiry,
    (box, isKnownAfterExpiry) => ({ ...box, isKnownAfterExpiry }),
  ),
]

/** What a set does not allow, as sets that do not overlap. */
function complements({ absent, range }: DateSet): readonly DateSet[] {
  if (!range) return [{ absent: !absent, range: ANY_DAY }]
  const below: DayRange | null = range.from === null ? null : { from: null, before: range.from }
  const above: DayRange | null = range.before === null ? null : { from: range.before, before: null }
  const first: DateSet = { absent: !absent, range: below ?? above }
  const sets = below && above ? [first, { absent: false, range: above }] : [first]
  return sets.filter(isPossible)
}

function intersect(a: DateSet, b: DateSet): DateSet | null {
  const both = { absent: a.absent && b.absent, range: a.range && b.range ? overlap(a.range, b.range) : null }
  return isPossible(both) ? both : null
}

function overlap(a: DayRange, b: DayRange): DayRange | null {
  const from = a.from === null || (b.from !== null && b.from > a.from) ? b.from : a.from
  const before = a.before === null || (b.before !== null && b.before < a.before) ? b.before : a.before
  return from !== null && before !== null && from >= before ? null : { from, before }
}

function isPossible(set: DateSet): boolean {
  return set.absent || set.range !== null
}
