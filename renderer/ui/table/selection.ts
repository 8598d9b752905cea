/**
 * Which rows are chosen, independent of what is on screen: names picked one by one, or everything that matches a
 * filter except some. Sorting, filtering and scrolling leave it as it is.
 */
export type RowSelection<Filter> =
  | { readonly kind: 'names'; readonly names: ReadonlySet<string> }
  | {
      readonly kind: 'allMatching'
      readonly filter: Filter
      readonly except: ReadonlySet<string>
      /** Rows that match the filter, as last counted. */
      readonly total: number
    }

export const NOTHING_SELECTED = { kind: 'names', names: new Set<string>() } as const satisfies RowSelection<never>

export function selectedCount<F>(selection: RowSelection<F>): number {
  return selection.kind === 'names' ? selection.names.size : Math.max(0, selection.total - selection.except.size)
}

/** `matches` says whether the row is within the selection's filter; only asked for `allMatching`. */
export function isSelected<F>(selection: RowSelection<F>, name: string, matches: (filter: F) => boolean): boolean {
  if (selection.kind === 'names') return selection.names.has(name)
  return !selection.except.has(name) && matches(selection.filter)
}

/** Adds or takes away rows that are inside the selection's filter. */
export function withNames<F>(selection: RowSelection<F>, names: Iterable<string>, isChosen: boolean): RowSelection<F> {
  const isAll = selection.kind === 'allMatching'
  const changed = new Set(isAll ? selection.except : selection.names)
  for (const name of names) {
    // What is chosen leaves the exceptions, and joins the names.
    if (isChosen === isAll) changed.delete(name)
    else changed.add(name)
  }
  return isAll ? { ...selection, except: changed } : { kind: 'names', names: changed }
}

export function selectAllMatching<F>(filter: F, total: number): RowSelection<F> {
  return { kind: 'allMatching', filter, except: new Set(), total }
}

/** How the box over all rows of the present filter is to be drawn. */
export function selectAllState<F>(selection: RowSelection<F>, isPresentFilter: (filter: F) => boolean) {
  if (selectedCount(selection) === 0) return 'none'
  const isWhole = selection.kind === 'allMatching' && selection.except.size === 0 && isPresentFilter(selection.filter)
  return isWhole ? 'all' : 'some'
}
