import { z } from 'zod'
import { domainFilterQuery } from '../../../core/contract/http/domains.ts'

const text = z.string().max(1000)

/**
 * The page's address: the API's own filters, the sort, and the name whose drawer is open. What cannot be read is left
 * out, so that an old or mistyped link still opens the page.
 */
export const domainsSearchSchema = z.object({
  ...lenient(domainFilterQuery.shape),
  sort: text.optional().catch(undefined),
  open: text.optional().catch(undefined),
})
export type DomainsSearch = z.output<typeof domainsSearchSchema>

function lenient<S extends z.core.$ZodShape>(shape: S): S {
  const entries = Object.entries(shape).map(([key, schema]) => [key, (schema as z.ZodType).catch(undefined)])
  return Object.fromEntries(entries) as S
}
