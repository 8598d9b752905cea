import { type Kysely, sql } from 'kysely'
import { documentContentSchema } from '../../../core/billing/document.ts'
import type { EntryKind } from '../../../core/ledger/entry.ts'
import type { Database } from '../../storage/database.ts'
import { listFiles } from './document-files.repository.ts'
import { listCreditNotesOf } from './documents.repository.ts'

/** What became of a document: its revisions, what was given back of it, what paid it, its files, a quote's order. */
export type DocumentHistory = Awaited<ReturnType<typeof readHistory>>

export async function readHistory(db: Kysely<Database>, account: string, number: string) {
  const order = await db
    .selectFrom('quote_order')
    .select('order_id')
    .where('account', '=', account)
    .where('number', '=', number)
    .executeTakeFirst()
  return {
    revisions: await listRevisions(db, account, number),
    creditNotes: await listCreditNotesOf(db, account, number),
    allocations: await listAllocations(db, account, number),
    files: await listFiles(db, account, number),
    order: order?.order_id ?? null,
  }
}

/** Each with its own day, which its content says. */
async function listRevisions(db: Kysely<Database>, account: string, number: string) {
  const rows = await db
    .selectFrom('document as d')
    .leftJoin('person as p', 'p.id', 'd.person')
    .select(['d.revision', 'd.content', 'd.reason', 'd.created_at', 'p.name as person'])
    .where('d.account', '=', account)
    .where('d.number', '=', number)
    .orderBy('d.revision')
    .execute()
  return rows.map(({ content, ...row }) => {
    const { issuedOn, reissuedOn } = documentContentSchema.parse(JSON.parse(content))
    return { ...row, issued_on: reissuedOn ?? issuedOn }
  })
}

async function listAllocations(db: Kysely<Database>, account: string, number: string) {
  const { rows } = await sql<{ entry: number; kind: EntryKind; posted_on: string; amount: number }>`
    select e.seq as entry, e.kind, e.posted_on, sum(a.amount) as amount
    from allocation a join journal_entry e on e.account = a.account and e.seq = a.credit
    where a.account = ${account} and a.document = ${number}
    group by e.seq, e.kind, e.posted_on having sum(a.amount) <> 0 order by e.seq`.execute(db)
  return rows
}
