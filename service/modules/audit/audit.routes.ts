import { listAudit, verifyAudit } from '../../../core/contract/http/audit.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import type { Deps } from '../../deps.ts'
import { readAnchor } from '../../http/anchor.ts'
import { decodeCursor, encodeCursor } from '../../http/cursor.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { Refusal } from '../../refusal.ts'
import * as repository from './audit.repository.ts'
import { shownValues } from './shown-values.ts'

const LIST = 'audit'

export function auditRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(verifyAudit, async ({ by, query }) => {
      const proof = await repository.verifyAudit(deps.storage.read, by.account, readAnchor(query.anchor))
      return json(200, { ok: proof.brokenAt === null, ...proof })
    }),
    handle(listAudit, async ({ by, query }) => {
      const limit = query.limit ?? DEFAULT_LIMIT
      const page = { beforeSeq: readCursor(query.cursor), offset: query.offset ?? 0, limit }
      const rows = await repository.listAudit(deps.storage.read, by.account, query, page)
      const last = rows.at(-1)
      return json(200, {
        items: rows.map(describeEntry),
        nextCursor: last && rows.length === limit && last.seq > 1 ? encodeCursor(LIST, [last.seq]) : null,
        total: await repository.countAudit(deps.storage.read, by.account, query),
      })
    }),
  ]
}

function readCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null
  const [seq] = decodeCursor(LIST, cursor)
  if (typeof seq !== 'number') throw new Refusal('bad_cursor')
  return seq
}

function describeEntry(row: repository.AuditRow & { person_name: string | null }) {
  return {
    seq: row.seq,
    at: row.at,
    by: row.person_name ?? row.person,
    address: row.address,
    requestId: row.request_id,
    action: row.action,
    subject: row.subject,
    job: row.job,
    before: shownValues(row.before),
    after: shownValues(row.after),
    hash: row.hash,
  }
}
