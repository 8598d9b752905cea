import { memo } from 'react'
import classes from './data-grid.module.css'
import type { VisibleColumn } from './visible-column.ts'

export type GridRowProps<Row> = {
  readonly gridId: string
  readonly index: number
  /** Distance from the top of the scroll area, in px. */
  readonly y: number
  /** Undefined while its block is being read. */
  readonly row: Row | undefined
  readonly columns: readonly VisibleColumn<Row>[]
  readonly selectLabel: string
  readonly isSelected: boolean
  readonly canToggle: boolean
  readonly isOpen: boolean
  /** The active cell when it is in this row: the selection box is column 0. */
  readonly activeColumn: number | null
}

/** The element id of a cell, by which the focus finds it. */
export function cellId(gridId: string, row: number, column: number): string {
  return `${gridId}-${row}-${column}`
}

/**
 * Drawn for every row that scrolls by: no hooks, no handlers (the table listens for all rows at once), nothing but
 * elements and classes. Draws again only when its own props change.
 */
function GridRowElement<Row>(props: GridRowProps<Row>) {
  const { gridId, index, y, row, columns, selectLabel, isSelected, canToggle, isOpen, activeColumn } = props
  const tab = (column: number) => (activeColumn === column ? 0 : -1)
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus, one at a time
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-row={index}
      data-open={isOpen || undefined}
      className={classes.row}
      style={{ transform: `translateY(${y}px)` }}
    >
      <div role="gridcell" id={cellId(gridId, index, 0)} tabIndex={tab(0)} aria-colindex={1} className={classes.select}>
        {row !== undefined && (
          <span
            role="checkbox"
            aria-checked={isSelected}
            aria-disabled={!canToggle || undefined}
            aria-label={selectLabel}
            tabIndex={-1}
            data-select
            className={classes.box}
          />
        )}
      </div>
      {columns.map(({ column, pin, style }, position) => (
        <div
          key={column.id}
          role="gridcell"
          id={cellId(gridId, index, position + 1)}
          tabIndex={tab(position + 1)}
          aria-colindex={position + 2}
          data-pin={pin ?? undefined}
          data-align={column.align}
          className={classes.cell}
          style={style}
        >
          {row === undefined ? <span className={classes.waiting} /> : column.cell(row)}
        </div>
      ))}
    </div>
  )
}

export const GridRow = memo(GridRowElement) as typeof GridRowElement
