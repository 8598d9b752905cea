import { Temporal } from 'temporal-polyfill'
import { ok, type Result, refused } from '../../base/result.ts'
import { type Instant, type IsoDate, parseInstant } from '../../calendar/iso-date.ts'
import { realDay, shapeOfDate } from './date-shape.ts'

/** Which part of a numeric date such as `03/04/2027` comes first. */
export const DATE_ORDERS = ['dayFirst', 'monthFirst', 'yearFirst'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/** What a year of two digits means: always 20YY, or 1970-2069. */
export const CENTURIES = ['2000', '1970'] as const
export type Century = (typeof CENTURIES)[number]

/** A day as the file shows it, never converted, with the instant beside it where the file gives time and zone. */
export type DateReading = { readonly day: IsoDate; readonly instant: Instant | null }

/**
 * Why a cell is no day: `bad_date` (not a date), `impossible_date` (such as 31 February), `date_order_unknown` (fits more
 * than one order and none was given), `date_order_contradicted` (does not fit the order of its column),
 * `century_unknown` (a year of two digits and no century was given).
 */
export type DateRefusal =
  | 'bad_date'
  | 'impossible_date'
  | 'date_order_unknown'
  | 'date_order_contradicted'
  | 'century_unknown'

export type DateRules = {
  readonly order: DateOrder | null
  readonly century: Century | null
  /** Instants count by their day in UTC, for sources that print an instant in the zone of whoever asked. */
  readonly utcDays: boolean
}

const NO_DATE =
  /^(|-+|—|–|n\/?a|none|null|nil|never|unknown|tbd|0000-00-00( 00:00:00)?|なし|無し|無|未定|不明|無期限)$/i

/** Whether a cell says that there is no date. */
export function isNoDate(text: string): boolean {
  return NO_DATE.test(text)
}

/** Zone names that mean one offset in registrars' exports; `PRC` is Dynadot's. Ambiguous ones (CST) are left out. */
const ZONES: Readonly<Record<string, string>> = {
  Z: '+00:00',
  UTC: '+00:00',
  GMT: '+00:00',
  JST: '+09:00',
  PRC: '+08:00',
  CET: '+01:00',
  CEST: '+02:00',
  EST: '-05:00',
  EDT: '-04:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
}

/** Weekdays in brackets, times with or without seconds and am/pm, zones as names or offsets. */
const REST =
  /^\s*(?:[(（][月火水木金土日][)）])?[\sT,]*(?:(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?)?\s*(?:\(?([A-Z]{1,5}|[+-]\d{2}:?\d{2}|[+-]\d{2})\)?)?\s*$/i

type DayRest = { readonly time: string | null; readonly offset: string | null }

function readRest(rest: string): DayRest | null {
  if (rest === '') return { time: null, offset: null }
  const match = REST.exec(rest)
  if (!match) return null
  const zone = match[5]?.toUpperCase() ?? null
  const offset = zone === null ? null : (ZONES[zone] ?? numericOffset(zone))
  if (match[1] === undefined) return { time: null, offset }
  const hour = hourOf(Number(match[1]), match[4])
  if (hour > 23 || Number(match[2]) > 59 || Number(match[3] ?? '0') > 60) return null
  return { time: `${String(hour).padStart(2, '0')}:${match[2]}:${match[3] ?? '00'}`, offset }
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0)
}

function numericOffset(zone: string): string | null {
  const match = /^([+-]\d{2}):?(\d{2})?$/.exec(zone)
  return match ? `${match[1]}:${match[2] ?? '00'}` : null
}

function withRest(day: IsoDate | null, rest: string, rules: DateRules): Result<DateReading, DateRefusal> {
  const clock = readRest(rest)
  if (!clock) return refused('bad_date')
  if (day === null) return refused('impossible_date')
  if (clock.time === null || clock.offset === null) return ok({ day, instant: null })
  const instant = parseInstant(`${day}T${clock.time}${clock.offset}`)
  return ok({ day: rules.utcDays && instant ? utcDay(instant) : day, instant })
}

function utcDay(instant: Instant): IsoDate {
  return instant.slice(0, 10) as IsoDate
}

function fromEpoch(epochMs: number): DateReading {
  const instant = Temporal.Instant.fromEpochMilliseconds(epochMs).toString({ smallestUnit: 'millisecond' }) as Instant
  return { day: utcDay(instant), instant }
}

function fullYear(text: string, century: Century): number {
  const year = Number(text)
  if (text.length === 4) return year
  return century === '1970' && year >= 70 ? 1900 + year : 2000 + year
}

function inOrder(numbers: readonly [string, string, string], order: DateOrder, century: Century): IsoDate | null {
  const [a, b, c] = numbers
  if (order === 'yearFirst') return c.length === 4 ? null : realDay(fullYear(a, century), Number(b), Number(c))
  if (c.length === 1) return null
  const [day, month] = order === 'dayFirst' ? [a, b] : [b, a]
  return realDay(fullYear(c, century), Number(month), Number(day))
}

/** The orders in which three numbers are a real day; empty when they are one in none. */
function fittingOrders(numbers: readonly [string, string, string]): readonly DateOrder[] {
  return DATE_ORDERS.filter((order) => inOrder(numbers, order, '2000') !== null)
}

function readNumbers(
  numbers: readonly [string, string, string],
  rest: string,
  rules: DateRules,
): Result<DateReading, DateRefusal> {
  const fits = fittingOrders(numbers)
  if (fits.length === 0) return refused('impossible_date')
  const isShort = numbers[2].length < 4
  if (isShort && rules.century === null) return refused('century_unknown')
  const century = rules.century ?? '2000'
  if (rules.order === null) {
    const days = new Set(fits.map((order) => inOrder(numbers, order, century)))
    const [day] = days
    return days.size === 1 ? withRest(day ?? null, rest, rules) : refused('date_order_unknown')
  }
  const day = inOrder(numbers, rules.order, century)
  return day === null ? refused('date_order_contradicted') : withRest(day, rest, rules)
}

/** Reads one date cell, already trimmed and with full-width characters narrowed; null for a cell that states no date. */
export function readDate(text: string, rules: DateRules): Result<DateReading | null, DateRefusal> {
  if (isNoDate(text)) return ok(null)
  const shape = shapeOfDate(text)
  switch (shape.kind) {
    case 'none':
      return refused('bad_date')
    case 'instant':
      return ok(fromEpoch(shape.epochMs))
    case 'parts':
      return withRest(realDay(shape.year, shape.month, shape.day), shape.rest, rules)
    case 'shortYear':
      if (rules.century === null) return refused('century_unknown')
      return withRest(
        realDay(fullYear(String(shape.year).padStart(2, '0'), rules.century), shape.month, shape.day),
        shape.rest,
        rules,
      )
    case 'numbers':
      return readNumbers(shape.numbers, shape.rest, rules)
  }
}

/** What one cell says about the order and century of its column; null when it is plain or no date at all. */
export function dateDoubt(
  text: string,
): { readonly orders: readonly DateOrder[]; readonly isShortYear: boolean } | null {
  if (isNoDate(text)) return null
  const shape = shapeOfDate(text)
  if (shape.kind === 'shortYear') return { orders: [], isShortYear: true }
  if (shape.kind !== 'numbers') return null
  const fits = fittingOrders(shape.numbers)
  if (fits.length === 0) return null
  const days = new Set(fits.map((order) => inOrder(shape.numbers, order, '2000')))
  const isShortYear = shape.numbers[2].length < 4
  const isDoubtful = fits.length === 1 || days.size > 1
  return isDoubtful || isShortYear ? { orders: isDoubtful ? fits : [], isShortYear } : null
}
