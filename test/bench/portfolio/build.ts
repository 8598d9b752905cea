import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { insertAccount } from '../../../service/modules/accounts/accounts.repository.ts'
import { nextChange } from '../../../service/modules/changes/change-sequence.ts'
import { insertDomains } from '../../../service/modules/domains/domain-writer.ts'
import { readWriteContext } from '../../../service/modules/domains/write-context.ts'
import { sqliteStatistics } from '../../../service/storage/migrations/0001-sqlite-statistics.ts'
import { openWorkspace, type Workspace } from '../../../service/storage/open-workspace.ts'
import { DATABASE_FILE } from '../../../service/storage/sqlite-file.ts'
import type { Storage } from '../../../service/storage/storage.ts'
import { CONNECTIONS, makeName, NOW, suffixBag, TODAY } from './names.ts'
import { makeRandom } from './random.ts'

export const ACCOUNT = 'main'
const BATCH = 10_000

/** Opens a new workspace on SQLite with so many names, made by the product's own writer. */
export async function openBenchWorkspace(folder: string, names: number): Promise<Workspace> {
  const first = await openWorkspace(folder, null)
  await makeAccount(first.storage)
  await first.close()
  const restore = dropIndexes(join(folder, DATABASE_FILE))
  const loading = await openWorkspace(folder, null)
  await insertNames(loading.storage, names)
  await loading.close()
  restore()
  return openWorkspace(folder, null)
}

/** An account with a renewing rule, a rule for every ninth suffix, and four registrars with their cut-offs. */
export async function makeAccount(storage: Storage): Promise<void> {
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

export async function insertNames(storage: Storage, names: number): Promise<void> {
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

/** Indexes are made faster behind the rows than with them. Returns how to make them again. */
function dropIndexes(file: string): () => void {
  const db = new DatabaseSync(file)
  const made = db
    .prepare(
      "select type, name, sql from sqlite_schema where tbl_name = 'domain' and type in ('index', 'trigger') and sql is not null",
    )
    .all() as { type: string; name: string; sql: string }[]
  for (const { type, name } of made) db.exec(`drop ${type} ${name}`)
  db.close()
  return () => {
    const after = new DatabaseSync(file)
    after.exec('pragma cache_size = -400000; pragma temp_store = memory; begin')
    for (const { sql } of made) after.exec(sql)
    // Dropping an index drops what SQLite was told about it.
    for (const statement of sqliteStatistics) after.exec(statement)
    after.exec(`insert into domain_search (rowid, name, unicode_name)
      select id, name, case when is_idn = 1 then unicode_name end from domain order by id;
      insert into domain_search (domain_search) values ('optimize'); commit; pragma wal_checkpoint(truncate)`)
    after.close()
  }
}
