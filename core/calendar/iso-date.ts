import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Brand } from '../base/brand.ts'
import { invariant } from '../base/invariant.ts'

/** A calendar day as `YYYY-MM-DD`, years 0001-9999: sorts and compares as text. */
export type IsoDate = Brand<string, 'IsoDate'>

/** The calendar month as `YYYY-MM`. */
export type IsoMonth = Brand<string, 'IsoMonth'>

/** An instant as ISO 8601 text in UTC with milliseconds, e.g. `2026-11-30T14:50:00.000Z`: sorts and compares as text. */
export type Instant = Brand<string, 'Instant'>

const SHAPE = /^\d{4}-\d{2}-\d{2}$/

/** Where day arithmetic ends: a date out of a hostile file must not make a sixth digit or a crash of a deadline. */
const FIRST_DAY = '0001-01-01' as IsoDate
const LAST_DAY = '9999-12-31' as IsoDate

/** Days in a 400-year cycle of the Gregorian calendar, and days from 0000-03-01 to 1970-01-01. */
const DAYS_PER_ERA = 146_097
const EPOCH_OFFSET = 719_468

/** The day, or null when the text is not a real day in `YYYY-MM-DD`. */
export function parseIsoDate(text: string): IsoDate | null {
  if (!SHAPE.test(text) || text.startsWith('0000')) return null
  const day = text as IsoDate
  return fromDayNumber(toDayNumber(day)) === day ? day : null
}

/** For literals in our own code and tests; throws on anything else. */
export function isoDate(text: string): IsoDate {
  const day = parseIsoDate(text)
  invariant(day, `not a day: ${text}`)
  return day
}

/**
 * Day number since 1970-01-01. Integer arithmetic (years begin in March, so that the leap day is the last of its year)
 * is 20 times faster than Temporal in loops over a million names.
 */
function toDayNumber(day: IsoDate): number {
  const month = Number(day.slice(5, 7))
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(day.slice(8, 10)) - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_OFFSET
}

function fromDayNumber(dayNumber: number): IsoDate {
  const shifted = dayNumber + EPOCH_OFFSET
  const era = Math.floor(shifted / DAYS_PER_ERA)
  const dayOfEra = shifted - era * DAYS_PER_ERA
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch + (monthFromMarch < 10 ? 3 : -9)
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  if (year < 1) return FIRST_DAY
  if (year > 9999) return LAST_DAY
  return toIsoDate(year, month, dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1)
}

function toIsoDate(year: number, month: number, day: number): IsoDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as IsoDate
}

/** The day so many days later (earlier where negative), within the years 0001-9999. */
export function addDays(day: IsoDate, days: number): IsoDate {
  return fromDayNumber(toDayNumber(day) + days)
}

/** Same day of the month, or the month's last day where it has fewer (2028-02-29 + 1 year = 2029-02-28). */
export function addYears(day: IsoDate, years: number): IsoDate {
  return addMonths(day, years * 12)
}

/** As `addYears`, by months: 2027-01-31 + 1 month = 2027-02-28. */
export function addMonths(day: IsoDate, months: number): IsoDate {
  const monthNumber = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const year = Math.floor(monthNumber / 12)
  if (year < 1) return FIRST_DAY
  if (year > 9999) return LAST_DAY
  const month = monthNumber - year * 12 + 1
  return toIsoDate(year, month, Math.min(dayOfMonth(day), daysInMonth(year, month)))
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return toDayNumber(to) - toDayNumber(from)
}

export function startOfMonth(day: IsoDate): IsoDate {
  return `${day.slice(0, 8)}01` as IsoDate
}

/** The first day of the month after. */
export function startOfNextMonth(day: IsoDate): IsoDate {
  return addDays(endOfMonth(day), 1)
}

/** Day of the month, 1-31. */
export function dayOfMonth(day: IsoDate): number {
  return Number(day.slice(8, 10))
}

export function endOfMonth(day: IsoDate): IsoDate {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  return toIsoDate(year, month, daysInMonth(year, month))
}

/** The given day of this day's month, or the month's last day where it is shorter. */
export function withDayOfMonth(day: IsoDate, dayOfTheMonth: number): IsoDate {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  return toIsoDate(year, month, Math.min(dayOfTheMonth, daysInMonth(year, month)))
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export function monthOf(day: IsoDate): IsoMonth {
  return day.slice(0, 7) as IsoMonth
}

/** The month that lies so many months later (earlier where negative). */
export function addToMonth(month: IsoMonth, months: number): IsoMonth {
  return monthOf(addMonths(firstDayOf(month), months))
}

/** The 1st of the month. */
export function firstDayOf(month: IsoMonth): IsoDate {
  return `${month}-01` as IsoDate
}

/** Every month from the first to the last, both included; empty when the last lies before the first. */
export function monthsBetween(first: IsoMonth, last: IsoMonth): readonly IsoMonth[] {
  const months: IsoMonth[] = []
  for (let month = first; month <= last; month = addToMonth(month, 1)) months.push(month)
  return months
}

export function minDay(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b
}

export function maxDay(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b
}

/** The calendar day on which an instant falls in an IANA time zone. */
export function dayInZone(instant: Instant, timeZone: string): IsoDate {
  if (lastDay?.instant !== instant || lastDay.timeZone !== timeZone) {
    const day = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString() as IsoDate
    lastDay = { instant, timeZone, day }
  }
  return lastDay.day
}

/** The same instant is asked for again and again: each row of one transaction has it. */
let lastDay: { readonly instant: Instant; readonly timeZone: string; readonly day: IsoDate } | null = null

/** The instant at which a wall-clock time of a day begins in a zone (the later one where the clock skips). */
export function instantAt(day: IsoDate, time: string, timeZone: string): Instant {
  const zoned = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
  return zoned.toInstant().toString({ smallestUnit: 'millisecond' }) as Instant
}

/** An instant as registries and databases mostly write it; read by the engine itself, 20 times as fast. */
function plainInstant(text: string): Instant | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(text)) return null
  const time = Date.parse(text)
  if (Number.isNaN(time)) return null
  const instant = new Date(time).toISOString()
  // The 30th of February would be the 2nd of March.
  return instant.slice(0, 19) === text.slice(0, 19) ? (instant as Instant) : null
}

/** Any ISO 8601 instant with offset, normalised to UTC; null when it is none. */
export function parseInstant(text: string): Instant | null {
  const plain = plainInstant(text)
  if (plain) return plain
  try {
    return Temporal.Instant.from(text).toString({ smallestUnit: 'millisecond' }) as Instant
  } catch {
    return null
  }
}

/** Whether the runtime knows this IANA time zone. */
function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return /^[A-Za-z_+\-/0-9]+$/.test(name)
  } catch {
    return false
  }
}

/** A time zone as IANA spells it: `asia/tokyo` is `Asia/Tokyo`. */
export const timeZoneSchema = z
  .string()
  .refine(isTimeZone, { message: 'an IANA time zone such as Asia/Tokyo' })
  .transform((name) => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId)

export const isoDateSchema = z
  .string()
  .refine((text) => parseIsoDate(text) !== null, { message: 'a day as YYYY-MM-DD' })
  .transform((text) => text as IsoDate)
  .meta({ format: 'date' })

export const isoMonthSchema = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'a month as YYYY-MM' })
  .transform((text) => text as IsoMonth)
