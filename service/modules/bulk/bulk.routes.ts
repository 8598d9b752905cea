import { bulkDomains } from '../../../core/contract/http/bulk.ts'
import { systemNow } from '../../clock.ts'
import type { Deps } from '../../deps.ts'
import { type AccountCaller, type Handled, handle, json } from '../../http/handle.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { nextChange } from '../changes/change-sequence.ts'
import { assertSteppedUp } from '../sessions/step-up.ts'
import { BULK_JOB } from './bulk.job.ts'
import * as repository from './bulk.repository.ts'
import { parseOrder, typedNames } from './bulk-action.ts'
import { assertMayDo, type BulkPayload, onBehalfOf } from './bulk-payload.ts'
import { previewBulk } from './preview-bulk.ts'

/** A preview that old says little about what would happen now. */
const USABLE_HOURS = 24

export function bulkRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(bulkDomains, async ({ by, body }) => {
      if ('previewId' in body) return json(202, { job: { id: await carryOut(deps, by, body.previewId) } })
      assertMayDo(by, body.action)
      return json(200, await previewBulk(deps, by, body.selection, { order: body, typed: typedNames(body.confirm) }))
    }),
  ]
}

/** Queues the job that does what a preview showed to the same person, once. */
async function carryOut(deps: Deps, by: AccountCaller, previewId: string): Promise<string> {
  const job = await deps.storage.transact(async (trx) => {
    const changeSeq = await nextChange(trx, by.account)
    const preview = await repository.findPreview(trx, by.account, previewId)
    if (!preview || preview.person !== by.personId) throw notFound()
    const { order, typed } = parseOrder(preview.action, preview.params)
    const { action } = order
    assertMayDo(by, action)
    if (preview.job !== null) throw new Refusal('preview_used', { args: { job: preview.job } })
    if (Date.parse(systemNow()) - Date.parse(preview.created_at) > USABLE_HOURS * 3_600_000) {
      throw new Refusal('gone_preview')
    }
    if (order.action === 'setCritical' && !order.params.critical && typed.length > 0) await assertSteppedUp(trx, by)
    const payload: BulkPayload = { preview: previewId, action, by: onBehalfOf(by) }
    const at = deps.clock.now()
    const queued = { account: by.account, kind: BULK_JOB, payload, total: preview.names, person: by.personId }
    const id = await enqueueJob(trx, { ...queued, changeSeq, at })
    await repository.usePreview(trx, by.account, previewId, id)
    return id
  })
  deps.jobs.wake()
  deps.events.nudge(by.account)
  return job
}
