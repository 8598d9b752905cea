import { insertAccount } from '../../../service/modules/accounts/accounts.repository.ts'
import { nextChange } from '../../../service/modules/changes/change-sequence.ts'
import { insertDomains } from '../../../service/modules/domains/domain-writer.ts'
import { readWriteContext } from '../../../service/modules/domains/write-context.ts'
import { loadBehindIndexes } from '../../../service/storage/load-behind-indexes.ts'
import { openWorkspace, type Workspace } from '../../../service/storage/open-workspace.ts'
import type { Storage } from '../../../service/storage/storage.ts'
import { CONNECTIONS, makeName, NOW, suffixBag, TODAY } from './names.ts'
import { makeRandom } from './random.ts'

export const ACCOUNT = 'main'
const BATCH = 10_000

/** Opens a new workspace on SQLite with so many names, made by the product's own writer. */
export async function openBenchWorkspace(folder: string, names: number): Promise<Workspace> {
  await loadBehindIndexes(folder, { prepare: makeAccount, load: (storage) => insertNames(storage, names) })
  return openWorkspace(folder, null)
}

/** An account with a renewing rule, a rule for every ninth suffix, and four registrars with their cut-offs. */
async function makeAccount(storage: Storage): Promise<void> {
  const suffixes = [...new Set(suffixBag())]
  await storage.transact(async (trx) => {
    const account = { id: ACCOUNT, name: 'みずほし商事', time_zone: 'Asia/Tokyo', renew_lead_days: 5 }
    const rule = { rule_mode: 'renew' as const, rule_set_by: null, rule_set_at: null }
    await insertAccount(trx, { ...account, ...rule, notices_from: TODAY, created_at: NOW })
    for (const [index, id] of CONNECTIONS.entries()) {
      const row = { account: ACCOUNT, id, name: `窓口 ${id}`, registrar: `Registrar ${index % 3}`, created_at: NOW }
      await trx
        .insertInto('connection')
        .values({ ...row, gateway: 'none' })
        .execute()
      const days = [0, 2, 7, 30][index] ?? 0
      const cutOff = { account: ACCOUNT, connection: id, suffix: '*', kind: 'daysBefore' as const, n: days }
      await trx.insertInto('cut_off').values(cutOff).execute()
    }
    const ruled = suffixes.filter((_, index) => index % 9 === 1)
    const rules = ruled.map((suffix) => ({
      account: ACCOUNT,
      suffix,
      mode: 'expire' as const,
      set_by: 'sato',
      set_at: NOW,
    }))
    await trx.insertInto('suffix_rule').values(rules).execute()
  })
}

async function insertNames(storage: Storage, names: number): Promise<void> {
  const random = makeRandom(7)
  const suffixes = suffixBag()
  for (let from = 0; from < names; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, names - from) }, (_, i) => makeName(from + i, random, suffixes))
    await storage.transact(async (trx) => {
      const changeSeq = await nextChange(trx, ACCOUNT)
      const context = await readWriteContext(trx, { account: ACCOUNT, changeSeq, now: NOW })
      await insertDomains(trx, context, batch)
    })
  }
}
