import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays } from '../../core/calendar/iso-date.ts'
import type { DomainName } from '../../core/domains/domain-name.ts'
import { moved } from '../../core/ledger/entry.ts'
import type { MinorUnits } from '../../core/money/money.ts'
import { insertAccount } from '../../service/modules/accounts/accounts.repository.ts'
import { MAIN_ISSUER } from '../../service/modules/billing-profile/billing-profile.repository.ts'
import { insertConnection } from '../../service/modules/connections/connections.repository.ts'
import { postEntry } from '../../service/modules/ledger/post-entry.ts'
import { changeAccount, type DriveDeps } from '../../service/modules/orders/account-change.ts'
import { runRenewals } from '../../service/modules/orders/renewal-run.ts'
import { backUp } from '../../service/storage/backup.ts'
import { openWorkspace } from '../../service/storage/open-workspace.ts'
import { behindRequests, type Storage } from '../../service/storage/storage.ts'
import { holdAtSandbox } from '../support/sandbox-names.ts'
import { writeLedgerBare } from './bare/bare-ledger.ts'
import { median } from './measure.ts'
import { NOW, TODAY } from './portfolio/names.ts'

/**
 * The renewal run of a day on which 10,000 names fall due at the simulated registry - holds, commands, answers, charges,
 * new dates, audit - against the bare ledger writes for as many charges.
 */
const NAMES = 10_000
const ACCOUNT = 'main'
const CONNECTION = 'sandbox'
const PRICE = 1000 as MinorUnits
const EXPIRES = addDays(TODAY, 3)

export type RenewalFigures = {
  readonly names: number
  readonly bareMs: number
  readonly runMs: number
  /** At most 5. */
  readonly ratio: number
}

export async function benchRenewals(names = NAMES): Promise<RenewalFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'daicho-bench-'))
  try {
    const { storage, close } = await openWorkspace(folder, null)
    const due = Array.from({ length: names }, (_, n) => `renewed-${n}.com` as DomainName)
    const deps = {
      storage: behindRequests(storage),
      clock: { now: () => NOW, today: () => TODAY },
    } as unknown as DriveDeps
    await makeAccount(storage)
    await makeNames(deps, due)
    const bare = [1, 2, 3].map((n) => writeLedgerBare(backUp(folder, 'before', `run-${n}`), ACCOUNT, due, PRICE))
    const bareMs = median(bare)
    const startedAt = performance.now()
    await runRenewals(deps, ACCOUNT)
    const runMs = performance.now() - startedAt
    const { done } = await storage.read
      .selectFrom('order_item')
      .select((eb) => eb.fn.countAll<number>().as('done'))
      .where('state', '=', 'done')
      .executeTakeFirstOrThrow()
    if (done !== names) throw new Error(`${done} of ${names} names were renewed`)
    await close()
    return { names, bareMs, runMs, ratio: runMs / bareMs }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function makeAccount(storage: Storage): Promise<void> {
  await storage.transact(async (trx) => {
    const account = { id: ACCOUNT, name: 'みずほし商事', time_zone: 'Asia/Tokyo', renew_lead_days: 5 }
    const rule = { rule_mode: 'renew' as const, rule_set_by: null, rule_set_at: null }
    await insertAccount(trx, { ...account, ...rule, notices_from: '2030-01-01', created_at: NOW })
    const sandbox = { account: ACCOUNT, id: CONNECTION, name: 'Sandbox', registrar: 'Sandbox', created_at: NOW }
    await insertConnection(trx, { ...sandbox, gateway: 'sandbox' })
    const price = { issuer: MAIN_ISSUER, suffix: 'com', operation: 'renew' as const, years: 1, from_day: '2020-01-01' }
    await trx
      .insertInto('price')
      .values({ ...price, n: 1, amount: PRICE, is_example: 1, person: 'bench', at: NOW })
      .execute()
  })
}

async function makeNames(deps: DriveDeps, names: readonly DomainName[]): Promise<void> {
  await holdAtSandbox(deps, { account: ACCOUNT, connection: CONNECTION, expiresOn: EXPIRES, today: TODAY }, names)
  await changeAccount(deps, ACCOUNT, (trx) => {
    const postings = moved((names.length * PRICE) as MinorUnits, 'cash:bankTransfer', 'customer')
    return postEntry(trx, ACCOUNT, { kind: 'deposit', occurredOn: TODAY, postings }, NOW)
  })
}

if (import.meta.main) {
  console.log(await benchRenewals(Number(process.argv[2] ?? NAMES)))
  process.exit(0)
}
