import type { Kysely } from 'kysely'
import { addDays, type IsoDate, maxDay } from '../../../core/calendar/iso-date.ts'
import type { Money } from '../../../core/money/money.ts'
import type { RenewalClassKey } from '../../../core/renewal/renewal-class.ts'
import type { Database } from '../../storage/database.ts'
import { connectionsToOrderThrough } from '../connections/connections.repository.ts'
import { laterRenewalPrices } from '../prices/read-price.ts'
import { type DomainRow, priceOfRow } from './domain-state.ts'

/** What a year's renewal of a name costs on the day on which it is due. */
export type PriceOnRenewal = (row: DomainRow, key: Pick<RenewalClassKey, 'suffix' | 'connection'>) => Money | null

export async function readPricesOnRenewal(
  db: Kysely<Database>,
  account: string,
  today: IsoDate,
): Promise<PriceOnRenewal> {
  const { suffixes, priceOn } = await laterRenewalPrices(db, account, today)
  if (suffixes.length === 0) return priceOfRow
  const ordered = await connectionsToOrderThrough(db, account)
  return (row, { suffix, connection }) => {
    if (row.decide_by === null || !ordered.has(connection)) return priceOfRow(row)
    const later = priceOn(suffix, maxDay(addDays(row.decide_by as IsoDate, 1), today))
    return later === undefined ? priceOfRow(row) : later
  }
}
