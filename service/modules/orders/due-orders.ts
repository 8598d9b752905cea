import { systemNow } from '../../clock.ts'
import { eachTurn } from '../../each-turn.ts'
import type { DriveDeps } from './account-change.ts'
import { driveOrders } from './drive-orders.ts'
import { accountsWithDueItems, accountsWithGateways } from './order-queue.repository.ts'
import { runRenewals } from './renewal-run.ts'

type DueTerms = { readonly stopped?: AbortSignal | undefined; readonly isAsked?: boolean | undefined }

/** Carries on what is open in any account, and takes in what registries tell. */
export async function driveDueOrders(deps: DriveDeps, { stopped }: DueTerms): Promise<readonly string[]> {
  const db = deps.storage.read
  const accounts = new Set([
    ...(await accountsWithDueItems(db, systemNow())),
    ...(await accountsWithGateways(db, ['sandbox'])),
  ])
  const ran: string[] = []
  const drive = async (account: string) => {
    if ((await driveOrders(deps, account, { stopped })) > 0) ran.push(`orders ${account}`)
  }
  await eachTurn(accounts, drive, stopped)
  return ran
}

/** The renewal run of today, of every account in which anything can be ordered. */
export async function runDueRenewals(deps: DriveDeps, { stopped, isAsked }: DueTerms): Promise<readonly string[]> {
  const ran: string[] = []
  const run = async (account: string) => {
    const day = await runRenewals(deps, account, { stopped, isAsked: isAsked === true })
    if (day !== null) ran.push(`renewals ${account} ${day}`)
  }
  await eachTurn(await accountsWithGateways(deps.storage.read, ['manual', 'sandbox']), run, stopped)
  return ran
}
