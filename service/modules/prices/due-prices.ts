import type { PriceLine } from '../../../core/billing/price-list.ts'
import type { Deps } from '../../deps.ts'
import { eachTurn } from '../../each-turn.ts'
import { listAccounts } from '../accounts/accounts.repository.ts'
import * as repository from './prices.repository.ts'
import { queueRepricing } from './prices.service.ts'
import { billingDay } from './read-price.ts'

type DuePriceDeps = Pick<Deps, 'storage' | 'clock'>

/** Puts prices that begin today, or began while the service was down, on the names of each account. */
export async function followDuePrices(deps: DuePriceDeps): Promise<readonly string[]> {
  const ran: string[] = []
  await eachTurn(await listAccounts(deps.storage.read), async ({ id }) => {
    if (await followOf(deps, id)) ran.push(`prices ${id}`)
  })
  return ran
}

/** Returns whether names of the account are to be priced again. */
async function followOf(deps: DuePriceDeps, account: string): Promise<boolean> {
  const db = deps.storage.read
  const at = deps.clock.now()
  const today = await billingDay(db, account, at)
  const last = await repository.pricedDay(db, account)
  if (last === today) return false
  const { issuer } = await repository.findIssuer(db, account)
  const lines = [
    ...(await repository.readLines(db, { table: 'price', issuer })),
    ...(await repository.readLines(db, { table: 'price_override', account })),
  ]
  const begun = lines.filter(({ from }: PriceLine) => from <= today && (last === null || from > last))
  const canOrder = (await repository.accountsThatOrder(db, issuer)).includes(account)
  const isNeeded = canOrder && begun.length > 0
  await deps.storage.transact(async (trx) => {
    if (isNeeded)
      await queueRepricing(trx, { account, person: null, at }, [...new Set(begun.map((line) => line.suffix))])
    await repository.setPricedDay(trx, account, today)
  })
  return isNeeded
}
