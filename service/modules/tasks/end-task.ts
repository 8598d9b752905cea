import { invariant } from '../../../core/base/invariant.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { enqueueJob } from '../../jobs/enqueue-job.ts'
import { invalidField, notFound, Refusal } from '../../refusal.ts'
import { appendAudit } from '../audit/audit-log.ts'
import { changeAccount } from '../orders/account-change.ts'
import { ORDERS_JOB } from '../orders/orders.job.ts'
import { findItems, type ItemRow } from '../orders/orders.repository.ts'
import { type ItemOutcome, recordOutcomes } from '../orders/record-outcomes.ts'
import { billingDay } from '../prices/read-price.ts'
import * as repository from './tasks.repository.ts'

/** What a person says of a task. */
export type TaskReport =
  | {
      readonly kind: 'confirmed'
      readonly date: IsoDate
      readonly reference: string
      readonly expiresOn?: IsoDate | undefined
    }
  | { readonly kind: 'refused'; readonly reason: string }

/**
 * Ends a task: what was done at the registrar is charged and the dates move, or the money is given back. A task that has
 * ended stays as it is.
 */
export async function endTask(deps: Deps, by: AccountCaller, id: string, report: TaskReport): Promise<void> {
  await changeAccount(deps, by.account, async (trx, context) => {
    const task = await repository.findTask(trx, by.account, id)
    if (!task) throw notFound()
    if (task.state !== 'open') throw new Refusal('task_ended', { args: { state: task.state } })
    const [item] = await findItems(trx, by.account, [task])
    invariant(item, 'each task has its item')
    if (report.kind === 'confirmed') {
      assertPast(report.date, await billingDay(trx, by.account, context.now))
      assertAhead(report, item)
    }
    await repository.endTask(trx, by.account, id, { ...endOf(report), person: by.personId }, context.now)
    await recordOutcomes(trx, context, [{ item, outcome: outcomeOf(report) }])
    const origin = { at: context.now, person: by.personId, address: by.address, requestId: by.requestId }
    await appendAudit(trx, by.account, { ...origin, action: `task.${report.kind}`, subject: item.name, after: report })
    // A step that is done may have another behind it.
    const job = { account: by.account, kind: ORDERS_JOB, payload: {}, total: 0, person: by.personId }
    await enqueueJob(trx, { ...job, changeSeq: context.changeSeq, at: context.now })
  })
  deps.jobs.wake()
  deps.events.nudge(by.account)
}

function endOf(report: TaskReport) {
  return report.kind === 'confirmed'
    ? {
        state: 'confirmed' as const,
        done_on: report.date,
        reference: report.reference,
        expires_on: report.expiresOn ?? null,
      }
    : { state: 'refused' as const, reason: report.reason }
}

function outcomeOf(report: TaskReport): ItemOutcome {
  return report.kind === 'confirmed'
    ? { kind: 'done', providerRef: report.reference, expiresOn: report.expiresOn, doneOn: report.date }
    : { kind: 'refused', code: 'refused_by_operator', detail: report.reason }
}

type Confirmed = Extract<TaskReport, { kind: 'confirmed' }>

/** What is registered, renewed or transferred expires after the day on which that was done; a renewal moves the expiry on. */
function assertAhead({ date, expiresOn }: Confirmed, { operation, expiry_before: before }: ItemRow): void {
  if (expiresOn === undefined || !EXTENDING.some((one) => one === operation)) return
  const last = operation === 'renew' && before !== null && before > date ? before : date
  if (expiresOn <= last) throw invalidField('/expiresOn', 'not_ahead', `The day is later than ${last}.`)
}

const EXTENDING = ['register', 'renew', 'transfer'] as const

/** A supply has its day when it is told. */
function assertPast(date: IsoDate, today: IsoDate): void {
  if (date > today) throw invalidField('/date', 'in_the_future', `The day is not later than today, ${today}.`)
}
