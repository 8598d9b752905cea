import type { Kysely } from 'kysely'
import type { Anchor } from '../../../core/ledger/anchor.ts'
import { sha256 } from '../../ids.ts'
import type { Database } from '../../storage/database.ts'
import { type ChainProof, type Link, verifyChain } from '../../storage/verify-chain.ts'
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

/** A record with the row that it was read from; none before the first. */
type AuditLink = Link & { readonly row: AuditRow | null }

/** Goes through the account's records: numbers without gaps, each hash from the record and the hash before it. */
export function verifyAudit(db: Kysely<Database>, account: string, anchor: Anchor | null): Promise<ChainProof> {
  return verifyChain<AuditLink>(
    {
      start: { seq: 0, hash: GENESIS, row: null },
      pageSize: VERIFY_PAGE,
      readHead: async () => {
        const { audit_seq, audit_hash } = await readCounter(db, account)
        return { seq: audit_seq, isOf: ({ hash }) => hash === audit_hash }
      },
      pageAfter: async (seq) => {
        const rows = await pageAfter(db, account, seq)
        return rows.map((row) => ({ seq: row.seq, hash: row.hash, row }))
      },
      following: async () => (link, last) => link.row?.prev_hash === last.hash && hashOf(link.row) === link.hash,
    },
    anchor,
  )
}

function readCounter(db: Kysely<Database>, account: string) {
  return db
    .selectFrom('account_counter')
    .select(['audit_seq', 'audit_hash'])
    .where('account', '=', account)
    .executeTakeFirstOrThrow()
}

function pageAfter(db: Kysely<Database>, account: string, seq: number): Promise<AuditRow[]> {
  return db
    .selectFrom('audit')
    .selectAll()
    .where('account', '=', account)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(VERIFY_PAGE)
    .execute()
}

/** The first record whose hash does not follow from its content and the record before it; null when all do. */
export async function firstBrokenAudit(db: Kysely<Database>, account: string): Promise<number | null> {
  return (await verifyAudit(db, account, null)).brokenAt
}

/** As `appendAudit` wrote it: the columns in the table's order, without the hash itself. */
function hashOf({ hash: _hash, ...row }: AuditRow): string {
  const { account, seq, at, person, address, request_id, action, subject, job, before, after, prev_hash } = row
  const content = { account, seq, at, person, address, request_id, action, subject, job, before, after, prev_hash }
  return sha256(JSON.stringify(content))
}
