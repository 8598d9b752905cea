import type { Kysely } from 'kysely'
import { addDays, type IsoDate, maxDay } from '../../../core/calendar/iso-date.ts'
import type { Money } from '../../../core/money/money.ts'
import type { RenewalClassKey } from '../../../core/renewal/renewal-class.ts'
import type { Database } from '../../storage/database.ts'
import { connectionsToOrderThrough } from '../connections/connections.repository.ts'
import { laterRenewalPrices } from '../prices/read-price.ts'
import { type DomainRow, priceOfRow } from './domain-state.ts'

/** What a year's renewal of a name costs on a day: of the price list where we order it, else of its registrar. */
export type RenewalPriceOn = (
  row: DomainRow,
  key: Pick<RenewalClassKey, 'suffix' | 'connection'>,
  day: IsoDate,
) => Money | null

export async function readRenewalPricesOn(
  db: Kysely<Database>,
  account: string,
  today: IsoDate,
): Promise<RenewalPriceOn> {
  const { suffixes, priceOn } = await laterRenewalPrices(db, account, today)
  if (suffixes.length === 0) return priceOfRow
  const ordered = await connectionsToOrderThrough(db, account)
  return (row, { suffix, connection }, day) => {
    const later = ordered.has(connection) ? priceOn(suffix, day) : undefined
    return later === undefined ? priceOfRow(row) : later
  }
}

/** The day on which a renewal is due: the day after its decideBy, or today where that is over or not known. */
export function renewalDay({ decide_by: decideBy }: Pick<DomainRow, 'decide_by'>, today: IsoDate): IsoDate {
  return decideBy === null ? today : maxDay(addDays(decideBy as IsoDate, 1), today)
}
