import type { z } from 'zod'
import { addDays } from '../../../core/calendar/iso-date.ts'
import * as contract from '../../../core/contract/http/domains.ts'
import { listExpiries } from '../../../core/contract/http/notices.ts'
import { heldAndExpiring } from '../../../core/portfolio/domain-filter.ts'
import type { Deps } from '../../deps.ts'
import { type Handled, handle, json } from '../../http/handle.ts'
import { describeName, readNameContext } from './domain-item.ts'
import { type ExportFormat, exportNames } from './export-names.ts'
import { readerOf, readFilter, readListQuery, readSort } from './list-request.ts'
import { readFacets } from './name-facets.ts'
import { listNames, type NameListQuery } from './query/list-names.ts'
import type { NameReader } from './query/match-names.ts'

/** Lists of names. */
export function domainRoutes(deps: Deps): readonly Handled[] {
  return [
    handle(contract.listDomains, async ({ by, query: { limit, offset, cursor, ...filters } }) => {
      const list = readListQuery(filters, { limit, offset, cursor })
      return json(200, await readNameList(deps, await readerOf(deps, by), list))
    }),
    handle(listExpiries, async ({ by, query: { limit, offset, cursor, within, ...filters } }) => {
      const reader = await readerOf(deps, by)
      const list = readListQuery({ sort: 'expiresOn', ...filters }, { limit, offset, cursor })
      const filter = heldAndExpiring(list.filter, { from: reader.today, to: addDays(reader.today, within) })
      return json(200, await readNameList(deps, reader, { ...list, filter }))
    }),
    handle(contract.getDomainFacets, async ({ by, query }) => {
      return json(200, await readFacets(deps.storage.read, await readerOf(deps, by), readFilter(query)))
    }),
    handle(contract.exportDomainsCsv, async ({ by, query }) =>
      exportList(deps, await readerOf(deps, by), 'csv', query),
    ),
    handle(contract.exportDomainsXlsx, async ({ by, query }) => {
      return exportList(deps, await readerOf(deps, by), 'xlsx', query)
    }),
  ]
}

type ExportQuery = z.output<(typeof contract.exportDomainsCsv)['query']>

function exportList(deps: Deps, reader: NameReader, format: ExportFormat, query: ExportQuery): Promise<Response> {
  const { language, columns, sort, ...filters } = query
  const list = { filter: readFilter(filters), sort: readSort(sort) }
  return exportNames(deps, reader, list, format, { language: language ?? 'program', columns })
}

async function readNameList(deps: Deps, reader: NameReader, list: NameListQuery) {
  const db = deps.storage.read
  const { rows, total, nextCursor } = await listNames(db, reader, list)
  const context = await readNameContext(db, reader.account, reader.today)
  return { items: rows.map((row) => describeName(context, row)), nextCursor, total }
}
