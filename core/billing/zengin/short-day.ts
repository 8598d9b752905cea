import { daysBetween, type IsoDate, parseIsoDate } from '../../calendar/iso-date.ts'

/** How a bank counts the two digits of a year: by the era of the emperor, which it does not name, or from 2000. */
export const YEAR_COUNTS = ['era', 'western'] as const
export type YearCount = (typeof YEAR_COUNTS)[number]

/** The year before each year 1: Showa, Heisei, Reiwa; or the centuries. */
const YEARS_ZERO: Readonly<Record<YearCount, readonly number[]>> = {
  era: [1925, 1988, 2018],
  western: [1900, 2000, 2100],
}

/**
 * The day that `YYMMDD` means. The era is not in the data: of the days that it can be, the one nearest to `near` counts,
 * so that a bank which still wrote Heisei 31 in May 2019 is understood. Null where it is no day in any of them.
 */
export function readShortDay(text: string, count: YearCount, near: IsoDate): IsoDate | null {
  if (!/^\d{6}$/.test(text)) return null
  const days = YEARS_ZERO[count]
    .map((zero) => parseIsoDate(`${zero + Number(text.slice(0, 2))}-${text.slice(2, 4)}-${text.slice(4)}`))
    .filter((day) => day !== null)
  const distance = (day: IsoDate) => Math.abs(daysBetween(near, day))
  return days.reduce<IsoDate | null>(
    (nearest, day) => (nearest === null || distance(day) < distance(nearest) ? day : nearest),
    null,
  )
}

/** `YYMMDD` of a day, by the era that it falls in. */
export function writeShortDay(day: IsoDate, count: YearCount): string {
  const zero = count === 'western' ? 2000 : day >= '2019-05-01' ? 2018 : 1988
  const year = Number(day.slice(0, 4)) - zero
  return `${String(year).padStart(2, '0')}${day.slice(5, 7)}${day.slice(8)}`
}
