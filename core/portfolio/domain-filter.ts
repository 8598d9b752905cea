import { ok, type Result, refused } from '../base/result.ts'
import { type IsoDate, minDay, parseIsoDate } from '../calendar/iso-date.ts'
import { LOCK_LEVELS, type LockLevel } from '../domains/locks.ts'
import { parseSuffix, type Suffix } from '../domains/suffix.ts'
import { TIMELINE_STATES, type TimelineState } from '../domains/timeline-rules.ts'
import { BLOCKED_REASONS, type BlockedReason } from '../orders/blocked-reason.ts'
import { HOLDINGS, type Holding } from '../renewal/renewal-class.ts'
import { RENEWAL_MODES, type RenewalMode, RULE_SCOPES, type RuleScope } from '../renewal/renewal-mode.ts'

/** Values that are wanted (one of them; empty: any) and values that are not. */
export type Choice<T> = { readonly in: readonly T[]; readonly notIn: readonly T[] }

/** Days from and to, both included; null is open. */
export type DayBounds = { readonly from: IsoDate | null; readonly to: IsoDate | null }

/**
 * Which names a list, an export, a bulk change or a saved view is about. All members must hold. In `tag` and
 * `department` the empty text stands for "none"; `search` looks into the name in both spellings.
 */
export type DomainFilter = {
  readonly search: string | null
  readonly suffix: Choice<Suffix>
  readonly mode: Choice<RenewalMode>
  readonly scope: Choice<RuleScope>
  readonly timeline: Choice<TimelineState>
  readonly holding: Choice<Holding>
  readonly contradiction: Choice<boolean>
  readonly critical: Choice<boolean>
  readonly needsDecision: Choice<boolean>
  readonly lock: Choice<LockLevel>
  /** Why the renewal waits. */
  readonly blocked: Choice<BlockedReason>
  readonly tag: Choice<string>
  readonly department: Choice<string>
  readonly registrar: Choice<string>
  readonly connection: Choice<string>
  readonly expires: DayBounds
  readonly decide: DayBounds
}

export type FilterRefusal = {
  /** The parameter as it was given. */
  readonly field: string
  readonly code: 'unknown_filter' | 'bad_value' | 'not_repeatable'
  readonly value: string
}

/** Filters as they come in a query or in the body of a bulk change. */
export type RawFilter = Readonly<Record<string, RawValue | readonly RawValue[] | undefined>>
type RawValue = string | boolean

const CHOICE_FIELDS = [
  'suffix',
  'mode',
  'scope',
  'timeline',
  'holding',
  'contradiction',
  'critical',
  'needsDecision',
  'lock',
  'blocked',
  'tag',
  'department',
  'registrar',
  'connection',
] as const
const SINGLE_FIELDS = ['search', 'expiresFrom', 'expiresTo', 'decideFrom', 'decideTo'] as const

export const DOMAIN_FILTER_FIELDS = [...CHOICE_FIELDS, ...SINGLE_FIELDS] as const
export type DomainFilterField = (typeof DOMAIN_FILTER_FIELDS)[number]

/** Every name. */
export const NO_FILTER: DomainFilter = {
  search: null,
  suffix: any(),
  mode: any(),
  scope: any(),
  timeline: any(),
  holding: any(),
  contradiction: any(),
  critical: any(),
  needsDecision: any(),
  lock: any(),
  blocked: any(),
  tag: any(),
  department: any(),
  registrar: any(),
  connection: any(),
  expires: { from: null, to: null },
  decide: { from: null, to: null },
}

/** Reads filters: a repeated parameter means "or", `-` in front of a value means "not". All refusals at once. */
export function parseDomainFilter(raw: RawFilter): Result<DomainFilter, readonly FilterRefusal[]> {
  const refusals: FilterRefusal[] = Object.keys(raw)
    .filter((field) => !(DOMAIN_FILTER_FIELDS as readonly string[]).includes(field))
    .map((field) => ({ field, code: 'unknown_filter', value: valuesOf(raw, field).join(', ') }))
  const choice = <T>(field: DomainFilterField, read: (text: string) => T | null) =>
    readChoice(field, valuesOf(raw, field), read, refusals)
  const day = (field: DomainFilterField) => readSingle(field, valuesOf(raw, field), parseIsoDate, refusals)
  const filter: DomainFilter = {
    search: readSingle('search', valuesOf(raw, 'search'), (text) => text.trim(), refusals) || null,
    suffix: choice('suffix', parseSuffix),
    mode: choice('mode', oneOf(RENEWAL_MODES)),
    scope: choice('scope', oneOf(RULE_SCOPES)),
    timeline: choice('timeline', oneOf(TIMELINE_STATES)),
    holding: choice('holding', oneOf(HOLDINGS)),
    contradiction: choice('contradiction', readBoolean),
    critical: choice('critical', readBoolean),
    needsDecision: choice('needsDecision', readBoolean),
    lock: choice('lock', oneOf(LOCK_LEVELS)),
    blocked: choice('blocked', oneOf(BLOCKED_REASONS)),
    tag: choice('tag', (text) => text),
    department: choice('department', (text) => text),
    registrar: choice('registrar', (text) => text),
    connection: choice('connection', (text) => text),
    expires: { from: day('expiresFrom'), to: day('expiresTo') },
    decide: { from: day('decideFrom'), to: day('decideTo') },
  }
  return refusals.length === 0 ? ok(filter) : refused(refusals)
}

/** The names of a filter that are held and expire within these days too. */
export function heldAndExpiring(
  filter: DomainFilter,
  days: { readonly from: IsoDate; readonly to: IsoDate },
): DomainFilter {
  const { from, to } = filter.expires
  return {
    ...filter,
    holding: { in: ['held'], notIn: admits(filter.holding, 'held') ? [] : ['held'] },
    expires: {
      from: from !== null && from > days.from ? from : days.from,
      to: to === null ? days.to : minDay(to, days.to),
    },
  }
}

/** Whether the choice lets every value through. */
export function isAny(choice: Choice<unknown>): boolean {
  return choice.in.length === 0 && choice.notIn.length === 0
}

export function admits<T>(choice: Choice<T>, value: T): boolean {
  return (choice.in.length === 0 || choice.in.includes(value)) && !choice.notIn.includes(value)
}

/** For names with several values (tags): one of the wanted, none of the unwanted; no value at all counts as ''. */
export function admitsSome(choice: Choice<string>, values: readonly string[]): boolean {
  const present = values.length === 0 ? [''] : values
  return (
    (choice.in.length === 0 || present.some((value) => choice.in.includes(value))) &&
    !present.some((value) => choice.notIn.includes(value))
  )
}

function any(): Choice<never> {
  return { in: [], notIn: [] }
}

function valuesOf(raw: RawFilter, field: string): readonly string[] {
  const value = Object.hasOwn(raw, field) ? raw[field] : undefined
  if (value === undefined) return []
  return (typeof value === 'object' ? value : [value]).map(String)
}

function readChoice<T>(
  field: string,
  texts: readonly string[],
  read: (text: string) => T | null,
  refusals: FilterRefusal[],
): Choice<T> {
  const wanted: T[] = []
  const unwanted: T[] = []
  for (const text of texts) {
    const isNot = text.startsWith('-')
    const value = read(isNot ? text.slice(1) : text)
    if (value === null) refusals.push({ field, code: 'bad_value', value: text })
    else (isNot ? unwanted : wanted).push(value)
  }
  return { in: [...new Set(wanted)], notIn: [...new Set(unwanted)] }
}

function readSingle<T>(
  field: string,
  texts: readonly string[],
  read: (text: string) => T | null,
  refusals: FilterRefusal[],
): T | null {
  const [text, ...others] = texts
  if (text === undefined) return null
  if (others.length > 0) refusals.push({ field, code: 'not_repeatable', value: texts.join(', ') })
  const value = read(text)
  if (value === null) refusals.push({ field, code: 'bad_value', value: text })
  return value
}

function oneOf<T extends string>(values: readonly T[]): (text: string) => T | null {
  return (text) => values.find((value) => value === text) ?? null
}

function readBoolean(text: string): boolean | null {
  return text === 'true' ? true : text === 'false' ? false : null
}
