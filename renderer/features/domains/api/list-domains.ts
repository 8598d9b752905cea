import type { DomainItem } from '../../../../core/contract/http/domains.ts'
import { listDomains } from '../../../../core/contract/http/domains.ts'
import type { RawFilter } from '../../../../core/portfolio/domain-filter.ts'
import { call } from '../../../data/call.ts'
import type { RowSource } from '../../../ui/table/use-row-blocks.ts'
import type { DomainsFilter } from '../domains-search.ts'

/** The names of a filter in an order, as a source of rows for a table. */
export function domainRows(account: string, filter: DomainsFilter, sort: string | undefined): RowSource<DomainItem> {
  return {
    key: JSON.stringify([account, filter, sort]),
    fetch: (offset, limit, signal) =>
      call(listDomains, { params: { account }, query: { ...filter, sort, offset, limit } }, { signal }),
  }
}

/** A filter as the body of a bulk change has it: without members that are not set. */
export function filterBody(filter: DomainsFilter): RawFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}
