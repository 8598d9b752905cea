import { type Instant, type IsoDate, instantAt } from '../../../core/calendar/iso-date.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import { type EntryDraft, moved } from '../../../core/ledger/entry.ts'
import type { MinorUnits } from '../../../core/money/money.ts'
import { insertAccount } from '../../../service/modules/accounts/accounts.repository.ts'
import { lockAccounts } from '../../../service/modules/closing/closing.repository.ts'
import { type BookEntry, postEntries } from '../../../service/modules/ledger/post-entry.ts'
import type { Storage } from '../../../service/storage/storage.ts'

const ZONE = 'Asia/Tokyo'
const BATCH = 500

/** Names of `count` accounts in the order in which the service goes through them; the first is `first`. */
export function accountIds(count: number, first = 'main'): readonly string[] {
  return Array.from({ length: count }, (_, n) => (n === 0 ? first : `office-${String(n).padStart(6, '0')}`))
}

/** Makes accounts that began on the first day of a month. */
export async function makeAccounts(storage: Storage, ids: readonly string[], createdAt: Instant): Promise<void> {
  await storage.transact((trx) => trx.updateTable('issuer').set({ name: '例 ドメイン管理 株式会社' }).execute())
  for (let from = 0; from < ids.length; from += BATCH) {
    await storage.transact(async (trx) => {
      for (const id of ids.slice(from, from + BATCH)) {
        const rule = { rule_mode: 'renew' as const, rule_set_by: null, rule_set_at: null, renew_lead_days: 5 }
        const account = {
          id,
          name: `例 ${id} 株式会社`,
          time_zone: ZONE,
          notices_from: '2030-01-01',
          created_at: createdAt,
        }
        await insertAccount(trx, { ...account, ...rule })
      }
    })
  }
}

/** Posts to each account one deposit and `perAccount - 1` charges of a month, by the product's own ledger. */
export async function postMonth(
  storage: Storage,
  ids: readonly string[],
  month: string,
  perAccount: number,
): Promise<void> {
  const day = `${month}-10` as IsoDate
  const now = instantAt(day, '10:00', ZONE)
  for (let from = 0; from < ids.length; from += BATCH) {
    const own = ids.slice(from, from + BATCH)
    const entries = own.flatMap((account, n) => entriesOfMonth(account, day, perAccount, from + n))
    await storage.transact(async (trx) => {
      await lockAccounts(trx, own)
      await postEntries(trx, entries, now)
    })
  }
}

/** Half of the accounts paid less than what they use. */
function entriesOfMonth(account: string, day: IsoDate, count: number, seed: number): readonly BookEntry[] {
  const paid = (seed % 2 === 0 ? 100_000 : 10_000) as MinorUnits
  const deposit: EntryDraft = {
    kind: 'deposit',
    occurredOn: day,
    postings: moved(paid, 'cash:bankTransfer', 'customer'),
  }
  const charges = Array.from({ length: count - 1 }, (_, n): EntryDraft => {
    const amount = (1000 + ((seed * 31 + n * 7) % 3000)) as MinorUnits
    const name = `name-${seed}-${n}.jp` as DomainName
    return {
      kind: 'charge',
      occurredOn: day,
      postings: moved(amount, 'customer', 'revenueIncl'),
      domain: name,
      rateCode: 'standard',
      detail: { operation: 'renew', years: 1 },
    }
  })
  return [deposit, ...charges].map((draft) => ({ account, draft }))
}
