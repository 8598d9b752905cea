import { can } from '../../../core/access/can.ts'
import * as contract from '../../../core/contract/http/domains.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import type { Deps } from '../../deps.ts'
import { nextPage, pageStart } from '../../http/cursor.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { shownValues } from '../audit/shown-values.ts'
import { findVisibleName, readNameDetail } from './domain-detail.ts'
import { addName, changeHolding, correctName } from './edit-name.ts'
import { type HistoryEntry, readNameHistory } from './name-history.ts'

/** One name at a time; lists of names are in `domains.routes.ts`. */
export function nameRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.addDomain, async ({ by, body }) => {
      return json(201, await readNameDetail(deps, by, await addName(deps, by, body)))
    }),
    handle(contract.getDomain, async ({ by, params }) => json(200, await readNameDetail(deps, by, params.name))),
    handle(contract.patchDomain, async ({ by, body, params }) => {
      return json(200, await readNameDetail(deps, by, await correctName(deps, by, params.name, body)))
    }),
    handle(contract.archiveDomain, async ({ by, body, params }) => {
      const name = await changeHolding(deps, by, params.name, {
        holding: body?.holding ?? 'archived',
        confirm: body?.confirm,
      })
      return json(200, await readNameDetail(deps, by, name))
    }),
    handle(contract.getDomainHistory, async ({ by, params, query }) => {
      const db = deps.storage.read
      const { id, row } = await findVisibleName(db, by, params.name, 'domains.read')
      const list = `history ${row.name}`
      const offset = pageStart(list, query)
      const page = { offset, limit: query.limit ?? DEFAULT_LIMIT }
      const { entries, total } = await readNameHistory(
        db,
        by.account,
        { id, name: row.name },
        page,
        can(by.actor, 'orders.read'),
      )
      const nextCursor = nextPage(list, offset, entries.length, total)
      return json(200, { items: entries.map(describeEntry), nextCursor, total })
    }),
  ]
}

function describeEntry({ before, after, ...entry }: HistoryEntry) {
  return { ...entry, before: readValues(before), after: readValues(after) }
}

function readValues(stored: string | null): Record<string, unknown> | null {
  const value = shownValues(stored)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
}
