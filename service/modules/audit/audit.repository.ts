import type { Kysely } from 'kysely'
import { sha256 } from '../../ids.ts'
import type { Database } from '../../storage/database.ts'
import type { AuditTables } from './audit.table.ts'
import { GENESIS } from './audit-log.ts'

export type AuditRow = AuditTables['audit']
export type AuditFilter = {
  readonly action?: string | undefined
  readonly subject?: string | undefined
  readonly by?: string | undefined
}

function filtered(db: Kysely<Database>, account: string, filter: AuditFilter) {
  let query = db.selectFrom('audit').where('audit.account', '=', account)
  if (filter.action !== undefined) query = query.where('action', '=', filter.action)
  if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject)
  if (filter.by !== undefined) query = query.where('audit.person', '=', filter.by)
  return query
}

/** Newest first; `beforeSeq` goes on after a page. */
export function listAudit(
  db: Kysely<Database>,
  account: string,
  filter: AuditFilter,
  page: { readonly beforeSeq: number | null; readonly offset: number; readonly limit: number },
) {
  const all = filtered(db, account, filter)
    .leftJoin('person', 'person.id', 'audit.person')
    .selectAll('audit')
    .select('person.name as person_name')
    .orderBy('seq', 'desc')
    .limit(page.limit)
    .offset(page.offset)
  return (page.beforeSeq === null ? all : all.where('seq', '<', page.beforeSeq)).execute()
}

export async function countAudit(db: Kysely<Database>, account: string, filter: AuditFilter): Promise<number> {
  const row = await filtered(db, account, filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

const VERIFY_PAGE = 1000

/** The first record whose hash does not follow from its content and the record before it; null when all do. */
export async function firstBrokenAudit(db: Kysely<Database>, account: string): Promise<number | null> {
  let previous = GENESIS
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('account', '=', account)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(VERIFY_PAGE)
      .execute()
    for (const row of rows) {
      if (row.seq !== after + 1 || row.prev_hash !== previous || hashOf(row) !== row.hash) return row.seq
      previous = row.hash
      after = row.seq
    }
    if (rows.length < VERIFY_PAGE) return null
  }
}

/** As `appendAudit` wrote it: the columns in the table's order, without the hash itself. */
function hashOf({ hash: _hash, ...row }: AuditRow): string {
  const { account, seq, at, person, address, request_id, action, subject, job, before, after, prev_hash } = row
  const content = { account, seq, at, person, address, request_id, action, subject, job, before, after, prev_hash }
  return sha256(JSON.stringify(content))
}
