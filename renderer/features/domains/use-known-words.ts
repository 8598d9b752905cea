import { useQuery } from '@tanstack/react-query'
import { useAccount } from '../../data/account.tsx'
import type { KnownWords } from '../bulk/planned-change.ts'
import { domainFacetsQuery } from './api/domain-facets.ts'

/** The departments and tags that names have now, offered where others are set: a slip of the pen would be a new one. */
export function useKnownWords(): KnownWords {
  const { id: account } = useAccount()
  const facets = useQuery(domainFacetsQuery(account, {})).data?.facets ?? {}
  const words = (field: string) => (facets[field] ?? []).map(({ value }) => value).filter(Boolean)
  return { departments: words('department'), tags: words('tag') }
}
