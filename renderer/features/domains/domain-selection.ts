import type { Selection } from '../../../core/contract/http/bulk.ts'
import type { DomainItem } from '../../../core/contract/http/domains.ts'
import { parseDomainFilter } from '../../../core/portfolio/domain-filter.ts'
import { createSelectionStore } from '../../ui/table/selection-store.ts'
import { type GridSelection, useGridSelection } from '../../ui/table/use-grid-selection.ts'
import { filterBody } from './api/list-domains.ts'
import { type DomainsFilter, isSameFilter } from './domains-search.ts'
import { matchesFilter } from './matches-filter.ts'

const useSelectionStore = createSelectionStore<DomainsFilter>()

const nameOf = (row: DomainItem): string => row.name

/** A filter that this version cannot read matches nothing on screen; the service still knows what it means. */
function isInside(filter: DomainsFilter, row: DomainItem): boolean {
  const parsed = parseDomainFilter(filterBody(filter))
  return parsed.ok && matchesFilter(parsed.value, row)
}

/** The selected names; lives as long as the window, whatever filter or page is on screen. */
export function useDomainSelection(filter: DomainsFilter): GridSelection<DomainItem> {
  return useGridSelection({ store: useSelectionStore, filter, rowId: nameOf, isSameFilter, matches: isInside })
}

/** Takes these names as the selection, in place of what was selected. */
export function selectNames(names: readonly string[]): void {
  useSelectionStore.getState().select({ kind: 'names', names: new Set(names) })
}

/** The selection as a bulk request takes it. */
export function selectionBody(): Selection {
  const { selection } = useSelectionStore.getState()
  if (selection.kind === 'names') return { names: [...selection.names] }
  const filter = filterBody(selection.filter) as Extract<Selection, { filter: unknown }>['filter']
  return { filter, ...(selection.except.size > 0 && { except: [...selection.except] }) }
}
