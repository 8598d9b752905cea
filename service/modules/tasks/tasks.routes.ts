import * as contract from '../../../core/contract/http/orders.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import { toULabels } from '../../../core/domains/idna.ts'
import { shownOperation } from '../../../core/orders/order-item.ts'
import type { Deps } from '../../deps.ts'
import { nextPage, pageStart } from '../../http/cursor.ts'
import { type AccountCaller, type Handled, handle, json } from '../../http/handle.ts'
import { notFound } from '../../refusal.ts'
import { wireYen } from '../orders/describe-order.ts'
import { endTask, type TaskReport } from './end-task.ts'
import * as repository from './tasks.repository.ts'

export function taskRoutes(deps: Deps): readonly Handled[] {
  const end = async (by: AccountCaller, id: string, report: TaskReport) => {
    await endTask(deps, by, id, report)
    const { rows } = await repository.listTasks(deps.storage.read, by.account, { id }, { offset: 0, limit: 1 })
    const [task] = rows
    if (!task) throw notFound()
    return json(200, describeTask(task))
  }
  return [
    handle(contract.listTasks, async ({ by, query }) => {
      const db = deps.storage.read
      const filter = { state: query.state === 'all' ? undefined : query.state }
      const list = `tasks ${query.state}`
      const offset = pageStart(list, query)
      const page = { offset, limit: query.limit ?? DEFAULT_LIMIT }
      const { rows, total } = await repository.listTasks(db, by.account, filter, page)
      return json(200, { items: rows.map(describeTask), nextCursor: nextPage(list, offset, rows.length, total), total })
    }),
    handle(contract.confirmTask, ({ by, params, body }) => end(by, params.id, { kind: 'confirmed', ...body })),
    handle(contract.refuseTask, ({ by, params, body }) => end(by, params.id, { kind: 'refused', ...body })),
  ]
}

function describeTask(task: repository.ListedTask) {
  return {
    id: task.id,
    kind: task.kind,
    state: task.state,
    order: task.order_id,
    operation: shownOperation(task),
    name: task.name,
    unicodeName: toULabels(task.name),
    years: task.years,
    registrar: task.registrar,
    connection: task.connection,
    expiryBefore: task.expiry_before === '' ? null : task.expiry_before,
    price: task.price === null ? null : wireYen(task.price),
    detail: task.detail,
    createdAt: task.created_at,
    endedAt: task.ended_at,
    endedBy: task.person_name,
    date: task.done_on,
    reference: task.reference,
    expiresOn: task.expires_on,
    reason: task.reason,
  }
}
