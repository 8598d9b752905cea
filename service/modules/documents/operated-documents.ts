import type { z } from 'zod'
import type { listOperatedDocuments } from '../../../core/contract/http/documents.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import type { Deps } from '../../deps.ts'
import { nextPage, pageStart } from '../../http/cursor.ts'
import { notFound } from '../../refusal.ts'
import { listAccounts } from '../accounts/accounts.repository.ts'
import { MAIN_ISSUER, readIssuer } from '../billing-profile/billing-profile.repository.ts'
import { describeItem } from './describe-document.ts'
import * as queries from './documents.queries.ts'
import { type DocumentRow, findByNumber } from './documents.repository.ts'
import { readFilter, readSeries } from './read-documents.ts'

type Query = z.output<(typeof listOperatedDocuments)['query']>

/** One page of the documents of all accounts, or of one. */
export async function readOperatedList(deps: Deps, query: Query) {
  const db = deps.storage.read
  const filter = { ...readFilter(query, readSeries(query.series)), number: query.number ?? null }
  const account = query.account ?? null
  const sort = query.sort ?? '-issuedOn'
  const place = `operated ${sort}`
  const offset = pageStart(place, query)
  const limit = query.limit ?? DEFAULT_LIMIT
  const rows = await queries.listDocuments(db, account, filter, { sort, offset, limit })
  const total = await queries.countDocuments(db, account, filter)
  const today = deps.clock.today((await readIssuer(db, MAIN_ISSUER)).zone)
  const names = new Map((await listAccounts(db)).map(({ id, name }) => [id, name]))
  return {
    items: rows.map((row) => ({
      ...describeItem(row, today),
      account: { id: row.account, name: names.get(row.account) ?? row.account },
    })),
    nextCursor: nextPage(place, offset, rows.length, total),
    total,
  }
}

export async function findOperatedRow(deps: Deps, number: string, revision?: number): Promise<DocumentRow> {
  const row = await findByNumber(deps.storage.read, MAIN_ISSUER, number, revision)
  if (!row) throw notFound()
  return row
}
