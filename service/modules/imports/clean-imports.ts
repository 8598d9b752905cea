import { addDays, dayInZone, type Instant } from '../../../core/calendar/iso-date.ts'
import { ROWS_KEPT_DAYS } from '../../../core/portfolio/import/row-keeping.ts'
import type { Deps } from '../../deps.ts'
import { eachTurn } from '../../each-turn.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import { listAccounts } from '../accounts/accounts.repository.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { CLEAN_JOB, type CleanPayload } from './clean-imports.job.ts'
import * as keeping from './import-keeping.repository.ts'

const UPLOADS_KEPT_DAYS = 1

/** Queues the removal of what imports read that were applied or left long ago; those of one day go in one job. */
export async function cleanImports({ storage, clock }: Pick<Deps, 'storage' | 'clock'>): Promise<readonly string[]> {
  const at = clock.now()
  const limits = { left: daysBefore(at, ROWS_KEPT_DAYS), uploads: daysBefore(at, UPLOADS_KEPT_DAYS) }
  const ran: string[] = []
  await eachTurn(await listAccounts(storage.read), async ({ id: account }) => {
    if ((await keeping.findOutdated(storage.read, account, limits)).length === 0) return
    await storage.transact(async (trx) => {
      // The account's lock: nobody begins to apply one of them between this look and the mark.
      const changeSeq = await nextChange(trx, account, 'files')
      const imports = await keeping.findOutdated(trx, account, limits)
      for (const id of imports) await keeping.markGoing(trx, { account, id })
      const payload: CleanPayload = { imports }
      const job = { account, kind: CLEAN_JOB, payload, total: imports.length, person: null, changeSeq, at }
      if (imports.length > 0) await enqueueJob(trx, job)
    })
    ran.push(`imports ${account}`)
  })
  return ran
}

/** A whole day, which is smaller as text than every instant of it. */
function daysBefore(now: Instant, days: number): string {
  return addDays(dayInZone(now, 'UTC'), -days)
}
