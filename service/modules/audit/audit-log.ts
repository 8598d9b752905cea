import type { Transaction } from 'kysely'
import { invariant } from '../../../core/base/invariant.ts'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import { sha256 } from '../../ids.ts'
import type { Database } from '../../storage/database.ts'

/** One thing somebody did. `before` and `after` are plain JSON values without secrets. */
export type AuditRecord = {
  readonly at: Instant
  readonly person: string | null
  readonly address?: string | null
  readonly requestId?: string | null
  readonly action: string
  /** What it was done to: a name, a suffix, an id. */
  readonly subject?: string | null
  readonly job?: string | null
  readonly before?: unknown
  readonly after?: unknown
}

/** The hash that the first record of an account is chained to. */
export const GENESIS = '0'.repeat(64)

/**
 * Appends to the account's hash chain: each hash covers the record and the hash before it. The counter's row is locked
 * by the update, so that two writers cannot both follow the same record.
 */
export async function appendAudit(trx: Transaction<Database>, account: string, record: AuditRecord): Promise<void> {
  const counter = await trx
    .updateTable('account_counter')
    .set((eb) => ({ audit_seq: eb('audit_seq', '+', 1) }))
    .where('account', '=', account)
    .returning(['audit_seq', 'audit_hash'])
    .executeTakeFirst()
  invariant(counter, `account ${account} has a counter`)
  const row = {
    account,
    seq: counter.audit_seq,
    at: record.at,
    person: record.person,
    address: record.address ?? null,
    request_id: record.requestId ?? null,
    action: record.action,
    subject: record.subject ?? null,
    job: record.job ?? null,
    before: toJson(record.before),
    after: toJson(record.after),
    prev_hash: counter.audit_hash,
  }
  const hash = sha256(JSON.stringify(row))
  await trx
    .insertInto('audit')
    .values({ ...row, hash })
    .execute()
  await trx.updateTable('account_counter').set({ audit_hash: hash }).where('account', '=', account).execute()
}

const toJson = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value))
