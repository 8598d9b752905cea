import { useMemo } from 'react'
import { isSelected, selectAllMatching, selectAllState, selectedCount, withNames } from './selection.ts'
import type { SelectionStore } from './selection-store.ts'

/** The selection as a table sees it, without knowing what a filter is. */
export type GridSelection<Row> = {
  readonly count: number
  readonly all: 'none' | 'some' | 'all'
  isSelected(row: Row): boolean
  /** False for rows outside of "all matching": the service takes a filter with exceptions, not with additions. */
  canToggle(row: Row): boolean
  choose(rows: readonly Row[], isChosen: boolean): void
  selectAll(total: number): void
  clear(): void
}

type GridSelectionOptions<Row, Filter> = {
  readonly store: SelectionStore<Filter>
  /** The filter of the list on screen. */
  readonly filter: Filter
  rowId(row: Row): string
  isSameFilter(a: Filter, b: Filter): boolean
  /** Whether a row is within a filter that is not the one on screen. */
  matches(filter: Filter, row: Row): boolean
}

export function useGridSelection<Row, Filter>(options: GridSelectionOptions<Row, Filter>): GridSelection<Row> {
  const { store, filter, rowId, isSameFilter, matches } = options
  const { selection, select, clear } = store()
  return useMemo(() => {
    const isPresent = (other: Filter) => isSameFilter(other, filter)
    const isInside = (row: Row) => (other: Filter) => isPresent(other) || matches(other, row)
    const canToggle = (row: Row) => selection.kind === 'names' || isInside(row)(selection.filter)
    return {
      count: selectedCount(selection),
      all: selectAllState(selection, isPresent),
      isSelected: (row) => isSelected(selection, rowId(row), isInside(row)),
      canToggle,
      choose: (rows, isChosen) => select(withNames(selection, rows.filter(canToggle).map(rowId), isChosen)),
      selectAll: (total) => select(selectAllMatching(filter, total)),
      clear,
    }
  }, [selection, select, clear, filter, rowId, isSameFilter, matches])
}
