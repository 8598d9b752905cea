import type { GridCell } from './grid-keys.ts'

/** What of a table an event happened on. */
export type GridHit = {
  /** Null outside of the rows. */
  readonly cell: GridCell | null
  /** On a row's selection box. */
  readonly isBox: boolean
  /** On something that opens its row. */
  readonly opens: boolean
  /** The column on whose head, where it sorts. */
  readonly sortedColumn: string | null
}

export function gridHit(target: EventTarget): GridHit {
  const element = target instanceof Element ? target : null
  const cell = element?.closest('[data-row] [aria-colindex]')
  const sortable = element?.closest('[data-sortable]')
  return {
    cell: cell ? cellOf(cell) : null,
    isBox: element?.closest('[data-select]') != null,
    opens: element?.closest('[data-opens]') != null,
    sortedColumn: sortable?.closest('[data-column]')?.getAttribute('data-column') ?? null,
  }
}

/** The cell that an event happened on itself, not on something inside of it; heads are in row -1. */
export function cellHit(target: EventTarget): GridCell | null {
  const isCell = target instanceof Element && target.matches('[role=gridcell],[role=columnheader]')
  return isCell ? cellOf(target) : null
}

function cellOf(element: Element): GridCell {
  const row = element.closest('[data-row]')?.getAttribute('data-row')
  return { row: row == null ? -1 : Number(row), column: Number(element.getAttribute('aria-colindex')) - 1 }
}
