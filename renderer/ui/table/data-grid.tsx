import { type ReactNode, useCallback, useId, useMemo, useState } from 'react'
import type { ColumnSetting } from './column-layout.ts'
import classes from './data-grid.module.css'
import type { GridColumn, SortOrder } from './grid-column.ts'
import { GridHeader } from './grid-header.tsx'
import { GridRows } from './grid-rows.tsx'
import { GridSkeleton } from './grid-skeleton.tsx'
import { GridStateOverlay } from './grid-state-overlay.tsx'
import { useColumnLayout } from './use-column-layout.ts'
import { useGridActions } from './use-grid-actions.ts'
import type { GridSelection } from './use-grid-selection.ts'
import { type RowList, useRowTotal } from './use-row-blocks.ts'
import { useScrollWindow } from './use-scroll-window.ts'
import { visibleColumns, widthVariables } from './visible-column.ts'

export type DataGridProps<Row> = {
  readonly label: string
  readonly columns: readonly GridColumn<Row>[]
  readonly settings: readonly ColumnSetting[]
  readonly onSettings: (settings: readonly ColumnSetting[]) => void
  readonly rows: RowList<Row>
  readonly sort: SortOrder
  readonly onSort: (sort: string) => void
  readonly selection: GridSelection<Row>
  readonly openId: string | null
  readonly onOpen: (row: Row) => void
  /** Letters pressed in the table, with the active row: `e`, `l`, `/`. */
  readonly onLetter?: (letter: string, row: Row | undefined) => void
  /** Text pasted while the table has the focus. */
  readonly onPaste?: (text: string) => void
  /** What stands in place of an empty list, with the next step in it. */
  readonly empty: ReactNode
  rowId(row: Row): string
  rowLabel(row: Row): string
}

/**
 * A table over a list of any length: an ARIA grid with one focus, a scaled window of rows, columns that the person
 * arranges, a selection that outlives sorting and filtering. Elements inside of a cell that carry `data-opens` open
 * their row when clicked.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, columns, settings, onSettings, rows, sort, onSort, selection, openId, empty, rowId, rowLabel } = props
  const gridId = useId()
  const table = useColumnLayout(columns, settings, onSettings)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `table` is one object for life; `settings` is its state
  const shown = useMemo(() => visibleColumns(columns, table), [columns, settings, table])
  const [openMenu, setOpenMenu] = useState<string | null>(null)
  const total = useRowTotal(rows)
  const { scroll, ref } = useScrollWindow(rows.listNumber, total ?? 0)
  const actions = useGridActions({ ...props, shown, scroll, total: total ?? 0, onMenu: setOpenMenu })
  const chooseAll = useCallback(
    () => (selection.all === 'all' ? selection.clear() : selection.selectAll(total ?? 0)),
    [selection, total],
  )
  return (
    <div className={classes.frame}>
      <div
        ref={ref}
        id={gridId}
        role="grid"
        aria-label={label}
        aria-rowcount={total === null ? -1 : total + 1}
        aria-colcount={shown.length + 1}
        aria-multiselectable
        aria-busy={rows.isSwitching}
        tabIndex={-1}
        className={classes.grid}
        style={widthVariables(table)}
        onScroll={scroll.onScroll}
        onFocus={actions.onFocus}
        onKeyDown={actions.onKeyDown}
        onPaste={(event) => props.onPaste?.(event.clipboardData.getData('text/plain'))}
        onClick={actions.onClick}
        onDoubleClick={actions.onDoubleClick}
        onMouseDown={actions.onMouseDown}
      >
        <GridHeader
          gridId={gridId}
          table={table}
          columns={shown}
          sort={sort}
          onSort={onSort}
          selectAll={selection.all}
          onSelectAll={chooseAll}
          active={actions.active}
          openMenu={openMenu}
          onOpenMenu={setOpenMenu}
        />
        {rows.blocks === null ? (
          <GridSkeleton columns={shown} />
        ) : (
          <GridRows
            gridId={gridId}
            blocks={rows.blocks}
            scroll={scroll}
            columns={shown}
            selection={selection}
            active={actions.active}
            openId={openId}
            rowId={rowId}
            rowLabel={rowLabel}
          />
        )}
      </div>
      <GridStateOverlay rows={rows} empty={empty} isReadingRange={actions.isReadingRange} />
    </div>
  )
}
