import { Temporal } from 'temporal-polyfill'
import type { Instant, IsoDate, IsoMonth } from './iso-date.ts'

type Language = 'ja' | 'en'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** A day in the running text of a document: `2027年1月31日`, `31 January 2027`. */
export function longDay(day: IsoDate, language: Language): string {
  const { year, month, dayOfMonth } = partsOf(day)
  return language === 'ja' ? `${year}年${month}月${dayOfMonth}日` : `${dayOfMonth} ${monthName(month)} ${year}`
}

/** A day in a narrow column: `2027/01/31`, `2027-01-31`. */
export function columnDay(day: IsoDate, language: Language): string {
  return language === 'ja' ? day.replaceAll('-', '/') : day
}

/** `2027年1月`, `January 2027`. */
export function monthText(month: IsoMonth, language: Language): string {
  const year = Number(month.slice(0, 4))
  const number = Number(month.slice(5))
  return language === 'ja' ? `${year}年${number}月` : `${monthName(number)} ${year}`
}

/** An instant to the minute in a zone, which it names: `2026年11月1日 0:05 (Asia/Tokyo)`. */
export function momentText(instant: Instant, timeZone: string, language: Language): string {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  const day = longDay(zoned.toPlainDate().toString() as IsoDate, language)
  return `${day} ${zoned.hour}:${String(zoned.minute).padStart(2, '0')} (${timeZone})`
}

function monthName(month: number): string {
  return MONTHS[month - 1] ?? ''
}

function partsOf(day: IsoDate) {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), dayOfMonth: Number(day.slice(8)) }
}
