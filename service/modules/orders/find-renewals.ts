import type { Kysely } from 'kysely'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Database } from '../../storage/database.ts'
import { pricesNow } from '../prices/read-price.ts'
import type { DriveDeps } from './account-change.ts'
import { type DueName, namesByText, namesToRenew, renewalsOf } from './due-renewals.repository.ts'
import { type DueRenewal, isWaiting } from './hold-renewals.ts'
import { type ItemRow, itemsInState } from './orders.repository.ts'

/** What a run has before it. */
export type DueRenewals = {
  /** Names that wait for money, critical ones past their cut-off included while they can be saved. */
  readonly waiting: readonly DueRenewal[]
  /** Due names of which the price list knows no price. */
  readonly unpriced: readonly DueName[]
  /** Items that waited for money until it was too late. */
  readonly missed: readonly ItemRow[]
  /** All names that are due. */
  readonly due: number
}

type AccountDay = { readonly id: string; readonly time_zone: string }

/** Looks for the renewals that are due in an account today and were not ordered, nor refused in `order`. */
export async function findRenewals(
  { storage, clock }: DriveDeps,
  { id: account, time_zone: timeZone }: AccountDay,
  today: IsoDate,
  order: string | null,
): Promise<DueRenewals> {
  const db = storage.read
  const due = await namesToRenew(db, account, today, timeZone)
  const names = due.map(({ name }) => name)
  const ordered = new Map((await renewalsOf(db, account, names, order)).map((item) => [item.name, item]))
  const open = due.filter(({ name }) => {
    const item = ordered.get(name)
    return item === undefined || isWaiting(item)
  })
  const late = await lateRenewals(db, account, timeZone, today, new Set(open.map(({ name }) => name)))
  const { priceOf } = await pricesNow(db, account, clock.now())
  const priced = (one: DueName, isDue: boolean): readonly DueRenewal[] => {
    const price = priceOf({ suffix: one.suffix, operation: 'renew', years: 1 })
    return price ? [{ ...one, price: price.amount, isDue }] : []
  }
  return {
    waiting: [...open.flatMap((one) => priced(one, true)), ...late.saveable.flatMap((one) => priced(one, false))],
    unpriced: open.filter((one) => priced(one, true).length === 0),
    missed: late.missed,
    due: due.length,
  }
}

/** Items that still wait although the cut-off of their name has passed, or its expiry has moved. */
async function lateRenewals(
  db: Kysely<Database>,
  account: string,
  timeZone: string,
  today: IsoDate,
  open: ReadonlySet<string>,
): Promise<{ readonly saveable: readonly DueName[]; readonly missed: readonly ItemRow[] }> {
  const items = (await itemsInState(db, account, 'blocked')).filter(({ name }) => !open.has(name))
  const names = await namesByText(
    db,
    account,
    items.map(({ name }) => name),
    timeZone,
  )
  const byName = new Map(names.map((one) => [one.name as string, one]))
  const saveable = items.flatMap((item): readonly DueName[] => {
    const one = byName.get(item.name)
    const isKept = one?.isCritical === true && one.expiresOn === item.expiry_before && one.saveBy >= today
    return isKept ? [one] : []
  })
  const kept = new Set(saveable.map(({ name }) => name as string))
  return { saveable, missed: items.filter(({ name }) => !kept.has(name)) }
}
