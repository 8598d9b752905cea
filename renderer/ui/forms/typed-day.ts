import { type IsoDate, type IsoMonth, monthOf } from '../../../core/calendar/iso-date.ts'
import { narrowCell } from '../../../core/portfolio/import/cell-text.ts'
import { readDate } from '../../../core/portfolio/import/date-cell.ts'

const RULES = { order: null, century: null, utcDays: false } as const

/** Spreadsheet serials and seconds since 1970 are numbers that nobody types for a day; `20261128` is one. */
const BARE_NUMBER = /^\d+(\.\d+)?$/
const COMPACT_DAY = /^\d{8}$/

/**
 * The day that a person typed, as imports read days: `2026-11-28`, `2026/11/28`, `2026年11月28日`, `令和8年11月28日`,
 * `28 Nov 2026`, `20261128`. Null for what is no day, and for what could be two (`03/04/2027`).
 */
export function readTypedDay(text: string): IsoDate | null {
  const plain = narrowCell(text)
  if (BARE_NUMBER.test(plain) && !COMPACT_DAY.test(plain)) return null
  const reading = readDate(plain, RULES)
  return reading.ok ? (reading.value?.day ?? null) : null
}

const MONTH_SHAPE = /^(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*月?$/
const NAMED_MONTH = /^[a-z]{3,9}\.?,?\s*\d{4}$/i

/** The month that a person typed: `2026-11`, `2026/11`, `2026年11月`, `202611`, `Nov 2026`; null for anything else. */
export function readTypedMonth(text: string): IsoMonth | null {
  const plain = narrowCell(text)
  const parts = MONTH_SHAPE.exec(plain)
  if (parts) return monthOfDay(`${parts[1]}-${parts[2]}-1`)
  return NAMED_MONTH.test(plain) ? monthOfDay(`1 ${plain.replace(',', '')}`) : null
}

function monthOfDay(text: string): IsoMonth | null {
  const day = readTypedDay(text)
  return day && monthOf(day)
}

const TIME_SHAPE = /^(\d{1,2})[:：]?(\d{2})$/

/** A time of day on the 24-hour clock as `HH:MM`: `9:30`, `0930`, `23:59`; null for anything else. */
export function readTypedTime(text: string): string | null {
  const parts = TIME_SHAPE.exec(narrowCell(text))
  if (!parts || Number(parts[1]) > 23 || Number(parts[2]) > 59) return null
  return `${parts[1]?.padStart(2, '0')}:${parts[2]}`
}
