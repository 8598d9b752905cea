import { daysBetween, type IsoDate, type IsoMonth } from '../../core/calendar/iso-date.ts'
import { decimalsOf, type WireMoney } from '../../core/money/money.ts'

/** Days up to which a distance is told in days; then months, then years. */
const DAYS_LIMIT = 99
const MONTHS_LIMIT = 23
/** Days up to which a day is told without its year. */
const NEAR_DAYS = 300
/** Characters from which an amount is told briefly where there is little room. */
const WIDE_MONEY = 12

/** The one place that turns days, instants, money and counts into text. Made once per locale: `Intl` objects are slow to build. */
export function createFormat(locale: string) {
  const day = dayFormat(locale, { weekday: 'short' })
  const nearDay = dayFormat(locale, { weekday: 'short', year: undefined })
  const plainDay = dayFormat(locale, {})
  const month = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'long' })
  const shortMonth = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short' })
  const yearAndMonth = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'short' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' })
  const count = new Intl.NumberFormat(locale)
  const list = new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' })
  return {
    locale,
    /** `2027/01/25(月)`, `Mon, 25 Jan 2027`. */
    day: (value: IsoDate): string => day.format(atNoon(value)),
    /** The day without its year, where the space is narrow and no other year can be meant: `01/25(月)`, `Mon 25 Jan`. */
    nearDay: (value: IsoDate, today: IsoDate): string =>
      (Math.abs(daysBetween(today, value)) < NEAR_DAYS ? nearDay : day).format(atNoon(value)),
    /** The day without its weekday, where the space is narrow. */
    plainDay: (value: IsoDate): string => plainDay.format(atNoon(value)),
    /** `2027年1月`, `January 2027`. */
    month: (value: IsoMonth): string => month.format(atNoon(`${value}-01`)),
    /** `2月`, `Feb`; January with its year, so that a row of months is told apart. */
    shortMonth: (value: IsoMonth): string =>
      (value.endsWith('-01') ? yearAndMonth : shortMonth).format(atNoon(`${value}-01`)),
    /** `12日後`, `in 12 days`, `明日`. */
    distance: (value: IsoDate, today: IsoDate): string => formatDistance(relative, daysBetween(today, value)),
    /** `2026/11/28(土) 8:10`: an instant in a time zone, to the minute, without the zone's name. */
    instant: (value: string, timeZone: string): string => formatInstant(locale, value, timeZone),
    /** How long ago an instant was, in the largest fitting unit. */
    age: (milliseconds: number): string => closed(locale, formatAge(relative, milliseconds)),
    count: (value: number): string => count.format(value),
    /** `¥3,980`, `$18.99`: for columns and sums, with the currency always shown. */
    money: (value: WireMoney): string => formatMoney(locale, value),
    /** Money in a narrow place: `¥3.2億`, `¥318m` where the whole amount would be wider than twelve characters. */
    briefMoney: (value: WireMoney): string => {
      const whole = formatMoney(locale, value)
      return whole.length < WIDE_MONEY ? whole : formatMoney(locale, value, 'compact')
    },
    /** `3,980円` within a Japanese sentence, `¥3,980` in an English one. */
    moneyInText: (value: WireMoney): string =>
      isJapanese(locale) && value.currency === 'JPY'
        ? `${count.format(Number(value.amount))}円`
        : formatMoney(locale, value),
    list: (values: readonly string[]): string => list.format(values),
  }
}

export type Format = ReturnType<typeof createFormat>

function dayFormat(locale: string, extra: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const parts = isJapanese(locale)
    ? ({ month: '2-digit', day: '2-digit' } as const)
    : ({ month: 'short', day: 'numeric' } as const)
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', ...parts, ...extra })
}

const isJapanese = (locale: string): boolean => locale.startsWith('ja')

/** Japanese is set without blanks between numbers and their counters; some of the locale's data has them. */
function closed(locale: string, text: string): string {
  return isJapanese(locale) ? text.replaceAll(' ', '') : text
}

const atNoon = (day: string): Date => new Date(`${day}T12:00:00Z`)

function formatDistance(relative: Intl.RelativeTimeFormat, days: number): string {
  const size = Math.abs(days)
  if (size <= DAYS_LIMIT) return relative.format(days, 'day')
  const months = Math.round(days / 30.44)
  if (Math.abs(months) <= MONTHS_LIMIT) return relative.format(months, 'month')
  return relative.format(Math.round(days / 365.25), 'year')
}

type InstantFormat = { readonly day: Intl.DateTimeFormat; readonly time: Intl.DateTimeFormat }

const instantFormats = new Map<string, InstantFormat>()

function formatInstant(locale: string, value: string, timeZone: string): string {
  const key = `${locale} ${timeZone}`
  const format = instantFormats.get(key) ?? newInstantFormat(locale, timeZone)
  instantFormats.set(key, format)
  const at = new Date(value)
  return `${format.day.format(at)}${isJapanese(locale) ? ' ' : ', '}${format.time.format(at)}`
}

function newInstantFormat(locale: string, timeZone: string): InstantFormat {
  return {
    day: dayFormat(locale, { timeZone, weekday: 'short' }),
    time: new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' }),
  }
}

function formatAge(relative: Intl.RelativeTimeFormat, milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000)
  if (minutes < 60) return relative.format(-minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? relative.format(-hours, 'hour') : relative.format(-Math.floor(hours / 24), 'day')
}

const moneyFormats = new Map<string, Intl.NumberFormat>()

type Notation = 'standard' | 'compact'

function formatMoney(locale: string, value: WireMoney, notation: Notation = 'standard'): string {
  const key = `${locale} ${value.currency} ${notation}`
  const format = moneyFormats.get(key) ?? newMoneyFormat(locale, value, notation)
  moneyFormats.set(key, format)
  // The Japanese locale writes a full-width yen sign, which breaks the alignment of columns.
  return format.format(value.amount as Intl.StringNumericLiteral).replace('\uFFE5', '\u00A5')
}

function newMoneyFormat(locale: string, { currency }: WireMoney, notation: Notation): Intl.NumberFormat {
  const digits = notation === 'compact' ? { maximumSignificantDigits: 3 } : fixedDigits(decimalsOf(currency))
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: currency === 'JPY' ? 'narrowSymbol' : 'symbol',
    notation,
    ...digits,
  })
}

const fixedDigits = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits })
