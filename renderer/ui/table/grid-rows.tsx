import { useEffect, useLayoutEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './data-grid.module.css'
import type { GridCell } from './grid-keys.ts'
import { cellId, GridRow } from './grid-row.tsx'
import type { RowBlocks } from './row-blocks.ts'
import { rowOffset } from './scaled-window.ts'
import type { ScrollWindow } from './scroll-window.ts'
import type { GridSelection } from './use-grid-selection.ts'
import type { VisibleColumn } from './visible-column.ts'

type GridRowsProps<Row> = {
  readonly gridId: string
  readonly blocks: RowBlocks<Row>
  readonly scroll: ScrollWindow
  readonly columns: readonly VisibleColumn<Row>[]
  readonly selection: GridSelection<Row>
  readonly active: GridCell
  readonly openId: string | null
  rowId(row: Row): string
  rowLabel(row: Row): string
}

/** The rows in view. The only part of a table that draws while it scrolls. */
export function GridRows<Row>(props: GridRowsProps<Row>) {
  const { gridId, blocks, scroll, columns, selection, active, openId, rowId, rowLabel } = props
  const { t } = useTranslation('table')
  useSyncExternalStore(scroll.subscribe, scroll.version)
  useSyncExternalStore(blocks.subscribe, blocks.version)
  const { first, last, slots } = scroll.rows
  useEffect(() => blocks.show(first, last))
  useFocusFollowsActiveCell(gridId, active)
  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => first + step)
  return (
    <div role="rowgroup" className={classes.rows} style={{ height: scroll.height }}>
      {indexes.map((index) => {
        const row = blocks.row(index)
        return (
          <GridRow
            key={index % slots}
            gridId={gridId}
            index={index}
            y={rowOffset(scroll.geometry, scroll.position, index)}
            row={row}
            columns={columns}
            selectLabel={row === undefined ? '' : t('selectRow', { name: rowLabel(row) })}
            isSelected={row !== undefined && selection.isSelected(row)}
            canToggle={row === undefined || selection.canToggle(row)}
            isOpen={row !== undefined && openId !== null && rowId(row) === openId}
            activeColumn={active.row === index ? active.column : null}
          />
        )
      })}
    </div>
  )
}

/**
 * Keeps the focus on the active cell while the elements of rows are used for other rows. When the active row scrolls
 * out of view the table itself holds the focus, and gives it back when the row returns. A cell that becomes active
 * behind pinned columns is scrolled out from under them.
 */
function useFocusFollowsActiveCell(gridId: string, active: GridCell): void {
  useLayoutEffect(() => {
    const grid = document.getElementById(gridId)
    const focused = document.activeElement
    if (!grid || !(focused === grid || focused?.closest('[role=gridcell],[role=columnheader]'))) return
    if (!grid.contains(focused)) return
    const cell = document.getElementById(cellId(gridId, active.row, active.column))
    if (cell === focused) return
    const target = cell ?? grid
    target.focus({ preventScroll: true })
  })
  useEffect(() => {
    const cell = document.getElementById(cellId(gridId, active.row, active.column))
    if (cell === document.activeElement) cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [gridId, active])
}
