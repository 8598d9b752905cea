import type { Kysely, Transaction } from 'kysely'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import type { Database } from '../../storage/database.ts'
import { type Page, readPage } from '../../storage/read-page.ts'
import type { TaskTables } from './tasks.table.ts'

export type TaskRow = TaskTables['task']

type NewTask = Pick<TaskRow, 'account' | 'id' | 'order_id' | 'n' | 'kind' | 'created_at'>

/** Opens a task unless it is there already. */
export async function openTask(trx: Transaction<Database>, task: NewTask): Promise<void> {
  const blank = {
    state: 'open',
    ended_at: null,
    person: null,
    done_on: null,
    reference: null,
    expires_on: null,
  } as const
  await trx
    .insertInto('task')
    .values({ ...task, ...blank, reason: null })
    .onConflict((conflict) => conflict.columns(['account', 'id']).doNothing())
    .execute()
}

export function findTask(db: Kysely<Database>, account: string, id: string): Promise<TaskRow | undefined> {
  return db.selectFrom('task').selectAll().where('account', '=', account).where('id', '=', id).executeTakeFirst()
}

type TaskEnd = Pick<TaskRow, 'state' | 'person' | 'done_on' | 'reference' | 'expires_on' | 'reason'>

export async function endTask(
  trx: Transaction<Database>,
  account: string,
  id: string,
  end: Partial<TaskEnd> & Pick<TaskEnd, 'state'>,
  at: Instant,
): Promise<void> {
  await trx
    .updateTable('task')
    .set({ ...end, ended_at: at })
    .where('account', '=', account)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute()
}

type TaskFilter = { readonly state?: TaskRow['state'] | undefined; readonly id?: string | undefined }

export type ListedTask = Awaited<ReturnType<typeof listTasks>>['rows'][number]

/** Tasks with what they are about, oldest first. */
export function listTasks(db: Kysely<Database>, account: string, filter: TaskFilter, page: Page) {
  const tasks = tasksOf(db, account, filter)
    .select([
      't.id',
      't.kind',
      't.state',
      't.created_at',
      't.ended_at',
      't.done_on',
      't.reference',
      't.expires_on',
      't.reason',
      'i.order_id',
      'i.operation',
      'i.turn',
      'i.name',
      'i.years',
      'i.price',
      'i.expiry_before',
      'i.detail',
      'c.name as connection',
      'c.registrar',
      'p.name as person_name',
    ])
    .orderBy('t.created_at')
    .orderBy('t.id')
  return readPage(tasks, page)
}

function tasksOf(db: Kysely<Database>, account: string, { state, id }: TaskFilter) {
  return db
    .selectFrom('task as t')
    .innerJoin('order_item as i', (join) =>
      join.onRef('i.account', '=', 't.account').onRef('i.order_id', '=', 't.order_id').onRef('i.n', '=', 't.n'),
    )
    .innerJoin('connection as c', (join) =>
      join.onRef('c.account', '=', 'i.account').onRef('c.id', '=', 'i.connection'),
    )
    .leftJoin('person as p', 'p.id', 't.person')
    .where('t.account', '=', account)
    .$if(state !== undefined, (query) => query.where('t.state', '=', state ?? 'open'))
    .$if(id !== undefined, (query) => query.where('t.id', '=', id ?? ''))
}
