import type { Kysely } from 'kysely'
import {
  type PriceAhead,
  type PriceBook,
  type PricesAhead,
  priceBook,
  pricesAhead,
} from '../../../core/billing/price-list.ts'
import { PRICE_CURRENCY } from '../../../core/billing/price-row.ts'
import { dayInZone, type Instant, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import type { Database } from '../../storage/database.ts'
import { findIssuer, type LineFilter, readLines, suffixesRepriced } from './prices.repository.ts'

/** The account's prices of a day, read once for many names. */
export async function pricesFor(
  db: Kysely<Database>,
  account: string,
  day: IsoDate,
  filter: LineFilter = {},
): Promise<PriceBook> {
  const { list, own } = await linesFor(db, account, filter)
  return priceBook(list, own, day)
}

/** The account's prices of a day and of those after it. */
export async function pricesFrom(db: Kysely<Database>, account: string, day: IsoDate): Promise<PricesAhead> {
  const { list, own } = await linesFor(db, account, {})
  return pricesAhead(list, own, day)
}

/** What a year's renewal costs on days ahead, of the suffixes whose price will change. */
export type LaterRenewalPrices = {
  readonly suffixes: readonly Suffix[]
  /** The days after today on which one of them changes. */
  readonly changesOn: readonly IsoDate[]
  readonly priceOn: PriceAhead
}

export async function laterRenewalPrices(
  db: Kysely<Database>,
  account: string,
  today: IsoDate,
): Promise<LaterRenewalPrices> {
  const { issuer } = await findIssuer(db, account)
  const suffixes = await suffixesRepriced(db, { issuer, account }, today)
  if (suffixes.length === 0) return { suffixes, changesOn: [], priceOn: () => undefined }
  const { list, own } = await linesFor(db, account, { suffixes })
  const prices = pricesAhead(list, own, today)
  const priceOn: PriceAhead = (suffix, day) => {
    if (!suffixes.includes(suffix)) return undefined
    const price = prices.on(day).priceOf({ suffix, operation: 'renew', years: 1 })
    return price && { minor: price.amount, currency: PRICE_CURRENCY }
  }
  return { suffixes, changesOn: prices.changesOn, priceOn }
}

async function linesFor(db: Kysely<Database>, account: string, filter: LineFilter) {
  const { issuer } = await findIssuer(db, account)
  const list = await readLines(db, { table: 'price', issuer }, filter)
  const own = await readLines(db, { table: 'price_override', account }, filter)
  return { list, own }
}

/** The account's prices of now: days of money are the issuer's. */
export async function pricesNow(
  db: Kysely<Database>,
  account: string,
  now: Instant,
  filter: LineFilter = {},
): Promise<PriceBook> {
  return pricesFor(db, account, await billingDay(db, account, now), filter)
}

/** The day of an instant in the zone of the account's issuer. */
export async function billingDay(db: Kysely<Database>, account: string, now: Instant): Promise<IsoDate> {
  const { zone } = await findIssuer(db, account)
  return dayInZone(now, zone)
}
