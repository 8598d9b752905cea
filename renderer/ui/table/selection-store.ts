import { create } from 'zustand'
import { NOTHING_SELECTED, type RowSelection } from './selection.ts'

type SelectionState<Filter> = {
  readonly selection: RowSelection<Filter>
  select(selection: RowSelection<Filter>): void
  clear(): void
}

/** One per page with a table; lives as long as the window, so that a selection survives a look at another page. */
export function createSelectionStore<Filter>() {
  return create<SelectionState<Filter>>()((set) => ({
    selection: NOTHING_SELECTED,
    select: (selection) => set({ selection }),
    clear: () => set({ selection: NOTHING_SELECTED }),
  }))
}

export type SelectionStore<Filter> = ReturnType<typeof createSelectionStore<Filter>>
