import type { Transaction } from 'kysely'
import { linesToAdd, type PriceChange, type PriceLine } from '../../../core/billing/price-list.ts'
import { dayInZone, type Instant, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import type { Database } from '../../storage/database.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { MAIN_ISSUER, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { nextChange, nextIssuerChange } from '../changes/change-sequence.ts'
import { PRICES_JOB } from '../domains/prices.job.ts'
import * as repository from './prices.repository.ts'
import { billingDay } from './read-price.ts'

/** Whose price list the operator's routes are about. */
const LIST = { table: 'price', issuer: MAIN_ISSUER } as const

/** The issuer's day. */
export async function listDay(deps: Deps): Promise<IsoDate> {
  const { zone } = await readIssuer(deps.storage.read, MAIN_ISSUER)
  return dayInZone(deps.clock.now(), zone)
}

export function readList(deps: Deps, filter: repository.LineFilter = {}): Promise<readonly PriceLine[]> {
  return repository.readLines(deps.storage.read, LIST, filter)
}

/**
 * Sets prices of the list, unless it is a trial; returns the lines that are news. The names of accounts that can order
 * follow in a job each, where a price holds already.
 */
export async function setListPrices(
  deps: Deps,
  personId: string,
  changes: readonly PriceChange[],
  { isExample = false, isTrial = false }: { readonly isExample?: boolean; readonly isTrial?: boolean } = {},
): Promise<readonly PriceLine[]> {
  const [today, at] = [await listDay(deps), deps.clock.now()]
  const suffixes = [...new Set(changes.map(({ suffix }) => suffix))]
  if (isTrial) return linesToAdd(await readList(deps, { suffixes }), changes, isExample)
  const { added, accounts } = await deps.storage.transact(async (trx) => {
    await nextIssuerChange(trx, MAIN_ISSUER)
    const added = linesToAdd(await repository.readLines(trx, LIST, { suffixes }), changes, isExample)
    await repository.insertLines(trx, LIST, added, { person: personId, at })
    const moved = movedSuffixes(added, today)
    const accounts = added.length === 0 ? [] : await repository.accountsThatOrder(trx, MAIN_ISSUER)
    for (const account of accounts) {
      if (moved.length > 0) await queueRepricing(trx, { account, person: personId, at }, moved)
      // What names are charged on a later day is another amount by now.
      else await nextChange(trx, account, 'billing')
    }
    return { added, accounts }
  })
  if (accounts.length > 0) deps.jobs.wake()
  for (const account of accounts) deps.events.nudge(account)
  return added
}

/** Sets a price of one account's own. */
export async function setOverride(deps: Deps, by: AccountCaller, change: PriceChange): Promise<void> {
  const at = deps.clock.now()
  const owner = { table: 'price_override', account: by.account } as const
  await deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, by.account, 'billing')
    const known = await repository.readLines(trx, owner, { suffixes: [change.suffix] })
    const added = linesToAdd(known, [change], false)
    if (added.length === 0) return
    await repository.insertLines(trx, owner, added, { person: by.personId, at })
    const { suffix, ...after } = change
    const origin = { at, person: by.personId, address: by.address, requestId: by.requestId }
    await appendAudit(trx, by.account, { ...origin, action: 'priceOverride.set', subject: suffix, after })
    const moved = movedSuffixes(added, await billingDay(trx, by.account, at))
    if (moved.length > 0)
      await enqueueRepricing(trx, { account: by.account, person: by.personId, at, changeSeq }, moved)
  })
  deps.jobs.wake()
  deps.events.nudge(by.account)
}

/** The account's own prices: those of today and those to come. */
export function readOverrides(deps: Deps, account: string, filter: repository.LineFilter = {}) {
  return repository.readLines(deps.storage.read, { table: 'price_override', account }, filter)
}

/** Suffixes whose price of today may be another one now. */
function movedSuffixes(lines: readonly PriceLine[], today: IsoDate): readonly string[] {
  return [...new Set(lines.filter(({ from }) => from <= today).map(({ suffix }) => suffix))]
}

type Repricing = { readonly account: string; readonly person: string | null; readonly at: Instant }

/** Queues the job that puts new prices on an account's names. */
export async function queueRepricing(
  trx: Transaction<Database>,
  repricing: Repricing,
  suffixes: readonly string[],
): Promise<void> {
  const changeSeq = await nextChange(trx, repricing.account, 'billing')
  await enqueueRepricing(trx, { ...repricing, changeSeq }, suffixes)
}

async function enqueueRepricing(
  trx: Transaction<Database>,
  { account, person, at, changeSeq }: Repricing & { readonly changeSeq: number },
  suffixes: readonly string[],
): Promise<void> {
  const [only] = suffixes
  const payload = suffixes.length === 1 ? { suffix: only } : {}
  await enqueueJob(trx, { account, kind: PRICES_JOB, payload, total: 0, person, changeSeq, at })
}
