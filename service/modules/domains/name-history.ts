import { type Kysely, sql } from 'kysely'
import type { Database } from '../../storage/database.ts'

/** One thing that happened to a name: on its own, or in long work together with others. */
export type HistoryEntry = {
  readonly at: string
  readonly by: string | null
  readonly action: string
  readonly job: string | null
  readonly before: string | null
  readonly after: string | null
}

export type History = { readonly entries: readonly HistoryEntry[]; readonly total: number }

/** What was done to a name, newest first: its audit records and its items of jobs. */
export async function readNameHistory(
  db: Kysely<Database>,
  account: string,
  name: { readonly id: number; readonly name: string },
  page: { readonly offset: number; readonly limit: number },
): Promise<History> {
  const alone = sql`select a.at as at, p.name as person, a.action as action, a.job as job, a.before as before,
      a.after as after, a.seq as place
    from audit a left join person p on p.id = a.person
    where a.account = ${account} and a.subject = ${name.name}`
  const inJobs = sql`select coalesce(j.finished_at, j.started_at, j.created_at) as at, p.name as person, j.kind as action,
      j.id as job, i.before as before, i.after as after, 0 as place
    from job_item i join job j on j.account = i.account and j.id = i.job left join person p on p.id = j.person
    where i.account = ${account} and i.domain = ${name.id} and i.state = 'done'`
  const { rows } = await sql<Omit<HistoryEntry, 'by'> & { readonly person: string | null }>`
    select at, person, action, job, before, after from (${alone} union all ${inJobs}) as h
    order by at desc, place desc, job desc limit ${page.limit} offset ${page.offset}`.execute(db)
  const { rows: counts } = await sql<{ total: number }>`
    select count(*) as total from (${alone} union all ${inJobs}) as h`.execute(db)
  return { entries: rows.map(({ person, ...entry }) => ({ ...entry, by: person })), total: counts[0]?.total ?? 0 }
}
