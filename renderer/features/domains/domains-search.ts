import { z } from 'zod'
import { domainFilterQuery } from '../../../core/contract/http/domains.ts'

const text = z.string().max(1000)

/** The API's own filters. What cannot be read is left out, so that an old or mistyped link still opens the page. */
const filterSchema = z.object(lenient(domainFilterQuery.shape))
export type DomainsFilter = z.output<typeof filterSchema>

export const DRAWER_TABS = ['overview', 'money', 'history'] as const
export type DrawerTab = (typeof DRAWER_TABS)[number]

/** The page's address: the filters, the sort, and the name whose drawer is open, with what of it is looked at. */
export const domainsSearchSchema = filterSchema.extend({
  sort: text.optional().catch(undefined),
  open: text.optional().catch(undefined),
  tab: z.enum(DRAWER_TABS).optional().catch(undefined),
})
export type DomainsSearch = z.output<typeof domainsSearchSchema>

function lenient<S extends z.core.$ZodShape>(shape: S): S {
  const entries = Object.entries(shape).map(([key, schema]) => [key, (schema as z.ZodType).catch(undefined)])
  return Object.fromEntries(entries) as S
}

/** The filters of an address, in a fixed order of members, so that equal filters are equal as text. */
export function filterOf(search: DomainsSearch): DomainsFilter {
  return filterSchema.parse(search)
}

export function isSameFilter(a: DomainsFilter, b: DomainsFilter): boolean {
  return JSON.stringify(filterSchema.parse(a)) === JSON.stringify(filterSchema.parse(b))
}

export function hasFilter(filter: DomainsFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined)
}
