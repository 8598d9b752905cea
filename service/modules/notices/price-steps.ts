import type { Kysely } from 'kysely'
import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import type { Currency, MinorUnits } from '../../../core/money/money.ts'
import type { Database } from '../../storage/database.ts'
import { connectionsToOrderThrough } from '../connections/connections.repository.ts'
import { laterRenewalPrices } from '../prices/read-price.ts'

/** What renewals cost that are ordered by us and due while a later price holds; of all others the stored price is right. */
export type PriceSteps = {
  readonly connections: readonly string[]
  readonly steps: readonly PriceStep[]
}

/** By decideBy, the day before the renewal: from `since` to before `until`. */
export type PriceStep = {
  readonly suffix: Suffix
  readonly since: IsoDate
  readonly until: IsoDate | null
  /** Null where the suffix has no price then. */
  readonly price: { readonly minor: MinorUnits; readonly currency: Currency } | null
}

export async function readPriceSteps(db: Kysely<Database>, account: string, today: IsoDate): Promise<PriceSteps> {
  const { suffixes, changesOn, priceOn } = await laterRenewalPrices(db, account, today)
  const steps = changesOn.flatMap((day, index) => {
    const next = changesOn[index + 1]
    const days = { since: addDays(day, -1), until: next === undefined ? null : addDays(next, -1) }
    return suffixes.map((suffix) => ({ suffix, ...days, price: priceOn(suffix, day) ?? null }))
  })
  if (steps.length === 0) return { connections: [], steps }
  return { connections: [...(await connectionsToOrderThrough(db, account)).keys()], steps }
}
