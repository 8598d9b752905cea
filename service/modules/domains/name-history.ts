import { type Kysely, sql } from 'kysely'
import type { Database } from '../../storage/database.ts'
import type { Page } from '../../storage/read-page.ts'

/** One thing that happened to a name: on its own, or in long work together with others. */
export type HistoryEntry = {
  readonly at: string
  readonly by: string | null
  readonly action: string
  readonly job: string | null
  readonly order: string | null
  readonly before: string | null
  readonly after: string | null
}

export type History = { readonly entries: readonly HistoryEntry[]; readonly total: number }

type OrderedBy = { readonly person: string | null; readonly order_id: string | null }

/** What was done to a name, newest first: its audit records, its items of jobs and, for who may see them, its orders. */
export async function readNameHistory(
  db: Kysely<Database>,
  account: string,
  name: { readonly id: number; readonly name: string },
  page: Page,
  showsOrders: boolean,
): Promise<History> {
  const alone = sql`select a.at as at, p.name as person, a.action as action, a.job as job, null as order_id, a.before as before,
      a.after as after, a.seq as place
    from audit a left join person p on p.id = a.person
    where a.account = ${account} and a.subject = ${name.name}`
  const inJobs = sql`select coalesce(j.finished_at, j.started_at, j.created_at) as at, p.name as person, j.kind as action,
      j.id as job, null as order_id, i.before as before, i.after as after, 0 as place
    from job_item i join job j on j.account = i.account and j.id = i.job left join person p on p.id = j.person
    where i.account = ${account} and i.domain = ${name.id} and i.state = 'done'`
  const orders = sql`select o.updated_at as at, p.name as person, 'order.' || o.operation as action, null as job,
      o.order_id as order_id, null as before,
      '{"orderState":"' || o.state || '","years":' || o.years || '}' as after, o.n as place
    from order_item o join order_head h on h.account = o.account and h.id = o.order_id
    left join person p on p.id = h.person
    where o.account = ${account} and o.name = ${name.name}`
  const all = sql`(${alone} union all ${inJobs}${showsOrders ? sql` union all ${orders}` : sql``}) as h`
  const { rows } = await sql<Omit<HistoryEntry, 'by' | 'order'> & OrderedBy>`
    select at, person, action, job, order_id, before, after from ${all}
    order by at desc, place desc, job desc, order_id desc limit ${page.limit} offset ${page.offset}`.execute(db)
  const { rows: counts } = await sql<{ total: number }>`
    select count(*) as total from ${all}`.execute(db)
  return {
    entries: rows.map(({ person, order_id, ...entry }) => ({ ...entry, by: person, order: order_id })),
    total: counts[0]?.total ?? 0,
  }
}
