import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type DomainsFilter, type DomainsSearch, type DrawerTab, filterOf } from './domains-search.ts'

const routeApi = getRouteApi('/accounts/$account/domains')

/** The page's address as its state: filters, order, the open name. */
export type DomainsAddress = {
  readonly filter: DomainsFilter
  readonly sort: string | undefined
  readonly open: string | undefined
  readonly tab: DrawerTab | undefined
  /** Changes some parameters; `replace` leaves no step to go back to. */
  change(part: Partial<DomainsSearch>, how: 'push' | 'replace'): void
  /** Goes to a saved view, or with nothing to all names. */
  goTo(search: Readonly<Record<string, string | string[] | undefined>>): void
}

export function useDomainsAddress(): DomainsAddress {
  const search = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const filter = useMemo(() => filterOf(search), [search])
  return {
    filter,
    sort: search.sort,
    open: search.open,
    tab: search.tab,
    change: (part, how) =>
      void navigate({
        search: (before: DomainsSearch) => ({ ...before, ...part }),
        replace: how === 'replace',
      }),
    goTo: (next) => void navigate({ search: next }),
  }
}
