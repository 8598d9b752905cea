import { Temporal } from 'temporal-polyfill'
import { type IsoDate, parseIsoDate } from '../../calendar/iso-date.ts'

/** A date cell taken apart: a year that is spelled out, three numbers in unknown order, an instant, or nothing. */
export type DateShape =
  | {
      readonly kind: 'parts'
      readonly year: number
      readonly month: number
      readonly day: number
      readonly rest: string
    }
  | { readonly kind: 'numbers'; readonly numbers: readonly [string, string, string]; readonly rest: string }
  | {
      readonly kind: 'shortYear'
      readonly year: number
      readonly month: number
      readonly day: number
      readonly rest: string
    }
  | { readonly kind: 'instant'; readonly epochMs: number }
  | { readonly kind: 'none' }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAY = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i

/** Years before the first of each Japanese era, and its first day. */
const ERAS: Readonly<Record<string, { readonly before: number; readonly from: string }>> = {
  令和: { before: 2018, from: '2019-05-01' },
  R: { before: 2018, from: '2019-05-01' },
  平成: { before: 1988, from: '1989-01-08' },
  H: { before: 1988, from: '1989-01-08' },
  昭和: { before: 1925, from: '1926-12-25' },
  S: { before: 1925, from: '1926-12-25' },
}

/** Takes a trimmed, narrowed date cell apart without deciding what its numbers mean. */
export function shapeOfDate(text: string): DateShape {
  return numericShape(text) ?? writtenShape(text) ?? { kind: 'none' }
}

function numericShape(text: string): DateShape | null {
  const yearFirst = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(.*)$/s.exec(text)
  if (yearFirst) return parts(yearFirst[1], yearFirst[2], yearFirst[3], yearFirst[4])
  const numbers = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)(.*)$/s.exec(text)
  if (numbers) {
    return { kind: 'numbers', numbers: [numbers[1] ?? '', numbers[3] ?? '', numbers[4] ?? ''], rest: numbers[5] ?? '' }
  }
  const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(.*))?$/.exec(text)
  if (compact) {
    const time = compact[4] === undefined ? '' : ` ${compact[4]}:${compact[5]}:${compact[6]}${compact[7]}`
    return parts(compact[1], compact[2], compact[3], time)
  }
  return /^\d/.test(text) ? numberShape(text) : null
}

/** Excel's day serials (1955-2119) and seconds or milliseconds since 1970. */
function numberShape(text: string): DateShape | null {
  if (!/^\d+(\.\d+)?(E\+?\d+)?$/i.test(text)) return null
  const value = Number(text)
  if (value >= 20_000 && value < 80_000) {
    const day = Temporal.PlainDate.from('1899-12-30').add({ days: Math.floor(value) })
    return { kind: 'parts', year: day.year, month: day.month, day: day.day, rest: '' }
  }
  if (value >= 1e8 && value < 1e10) return { kind: 'instant', epochMs: Math.round(value * 1000) }
  if (value >= 1e11 && value < 1e13) return { kind: 'instant', epochMs: Math.round(value) }
  return null
}

function writtenShape(text: string): DateShape | null {
  const era =
    /^(令和|平成|昭和|[RHS])\s*\.?\s*(元|\d{1,2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?(.*)$/is.exec(text)
  if (era) return eraShape(era[1] ?? '', era[2] ?? '', era[3] ?? '', era[4] ?? '', era[5] ?? '')
  const plain = text.replace(WEEKDAY, '')
  const monthFirst = /^([a-z]{3,9})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})(?!\d)(.*)$/is.exec(plain)
  if (monthFirst) return namedMonth(monthFirst[3], monthFirst[1], monthFirst[2], monthFirst[4])
  const yearFirst = /^(\d{4})[\s./-]+([a-z]{3,9})[\s./-]+(\d{1,2})(?!\d)(.*)$/is.exec(plain)
  if (yearFirst) return namedMonth(yearFirst[1], yearFirst[2], yearFirst[3], yearFirst[4])
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[\s./-]*([a-z]{3,9})\.?,?[\s./-]*(\d{4}|\d{2})(?!\d)(.*)$/is.exec(plain)
  return dayFirst ? namedMonth(dayFirst[3], dayFirst[2], dayFirst[1], dayFirst[4]) : null
}

function eraShape(name: string, year: string, month: string, day: string, rest: string): DateShape {
  const era = ERAS[name.toUpperCase()]
  const shape = parts(String((era?.before ?? 0) + (year === '元' ? 1 : Number(year))), month, day, rest)
  const reading = shape.kind === 'parts' ? realDay(shape.year, shape.month, shape.day) : null
  const isInEra = era !== undefined && reading !== null && reading >= era.from
  return isInEra || shape.kind !== 'parts' ? shape : { ...shape, day: 0 }
}

function namedMonth(year = '', month = '', day = '', rest = ''): DateShape | null {
  const index = MONTHS.indexOf(month.slice(0, 3).toLowerCase())
  if (index < 0) return null
  const kind = year.length === 2 ? 'shortYear' : 'parts'
  return { kind, year: Number(year), month: index + 1, day: Number(day), rest }
}

function parts(year = '', month = '', day = '', rest = ''): DateShape {
  return { kind: 'parts', year: Number(year), month: Number(month), day: Number(day), rest }
}

/** The day of a year, month and day number, or null when there is none such. */
export function realDay(year: number, month: number, day: number): IsoDate | null {
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  return parseIsoDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`)
}
