import type { FieldError } from '../../../core/contract/errors.ts'
import { DEFAULT_LIMIT } from '../../../core/contract/http/shapes.ts'
import { type DomainFilter, parseDomainFilter, type RawFilter } from '../../../core/portfolio/domain-filter.ts'
import {
  DEFAULT_DOMAIN_SORT,
  DOMAIN_SORT_FIELDS,
  type DomainSort,
  parseDomainSort,
} from '../../../core/portfolio/domain-sort.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { notFound, Refusal } from '../../refusal.ts'
import { findAccount } from '../accounts/accounts.repository.ts'
import type { NameListQuery } from './query/list-names.ts'
import type { NameReader } from './query/match-names.ts'

/** Paging and sorting as they come in a query, beside the filters. */
type ListParameters = RawFilter & {
  readonly sort?: string | undefined
}

type PageParameters = {
  readonly limit?: number | undefined
  readonly offset?: number | undefined
  readonly cursor?: string | undefined
}

/** Who reads, and which day it is for them. */
export async function readerOf(deps: Deps, by: AccountCaller): Promise<NameReader> {
  const account = await findAccount(deps.storage.read, by.account)
  if (!account) throw notFound()
  return { account: by.account, scope: by.actor.scope, today: deps.clock.today(account.time_zone) }
}

/** The list that a query asks for; a filter or sort that is none is refused with what there is. */
export function readListQuery({ sort, ...filters }: ListParameters, page: PageParameters): NameListQuery {
  return {
    filter: readFilter(filters),
    sort: readSort(sort),
    limit: page.limit ?? DEFAULT_LIMIT,
    offset: page.offset,
    cursor: page.cursor,
  }
}

/** The filters among the parameters of a query or the members of a selection. */
export function readFilter(parameters: RawFilter, root = ''): DomainFilter {
  const parsed = parseDomainFilter(parameters)
  if (parsed.ok) return parsed.value
  const errors: readonly FieldError[] = parsed.error.map(({ field, code, value }) => ({
    pointer: `${root}/${field}`,
    code,
    detail: `${field} does not take ${value === '' ? 'an empty value' : value}.`,
  }))
  throw new Refusal('bad_request', { detail: 'A filter is not right.', errors })
}

export function readSort(sort: string | undefined): DomainSort {
  const parsed = sort === undefined ? DEFAULT_DOMAIN_SORT : parseDomainSort(sort)
  if (parsed) return parsed
  const detail = `Lists of names are sorted by ${DOMAIN_SORT_FIELDS.join(', ')}, with - in front for the other way.`
  throw new Refusal('bad_request', { detail, errors: [{ pointer: '/sort', code: 'unknown_sort', detail }] })
}
