import type { DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { moveColumn } from './column-layout.ts'
import { ColumnMenu } from './column-menu.tsx'
import classes from './data-grid.module.css'
import { type SortOrder, sortDirection } from './grid-column.ts'
import type { GridCell } from './grid-keys.ts'
import { cellId } from './grid-row.tsx'
import type { ColumnTable } from './use-column-layout.ts'
import type { VisibleColumn } from './visible-column.ts'

type GridHeaderProps<Row> = {
  readonly gridId: string
  readonly table: ColumnTable
  readonly columns: readonly VisibleColumn<Row>[]
  readonly sort: SortOrder
  readonly onSort: (sort: string) => void
  readonly selectAll: 'none' | 'some' | 'all'
  readonly onSelectAll: () => void
  readonly active: GridCell
  readonly openMenu: string | null
  readonly onOpenMenu: (column: string | null) => void
}

/** The row of heads: sorts, moves by dragging, resizes at its edges; the rest is in each head's menu. */
export function GridHeader<Row>(props: GridHeaderProps<Row>) {
  const { gridId, columns, selectAll, onSelectAll, active } = props
  const { t } = useTranslation('table')
  const activeColumn = active.row === -1 ? active.column : null
  return (
    <div role="rowgroup" className={classes.head}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus, one at a time */}
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        <div
          role="columnheader"
          id={cellId(gridId, -1, 0)}
          tabIndex={activeColumn === 0 ? 0 : -1}
          aria-colindex={1}
          className={classes.select}
        >
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table handles the keyboard for all its cells */}
          <span
            role="checkbox"
            aria-checked={selectAll === 'some' ? 'mixed' : selectAll === 'all'}
            aria-label={t('selectAll')}
            tabIndex={-1}
            className={classes.box}
            onClick={onSelectAll}
          />
        </div>
        {columns.map((visible, position) => (
          <ColumnHead
            key={visible.column.id}
            {...props}
            visible={visible}
            position={position}
            isActive={activeColumn === position + 1}
          />
        ))}
      </div>
    </div>
  )
}

type ColumnHeadProps<Row> = GridHeaderProps<Row> & {
  readonly visible: VisibleColumn<Row>
  readonly position: number
  readonly isActive: boolean
}

const DRAGGED = 'application/x-daicho-column'

function ColumnHead<Row>(props: ColumnHeadProps<Row>) {
  const { gridId, table, visible, position, isActive, sort, onSort, openMenu, onOpenMenu } = props
  const { column, pin, style } = visible
  const direction = sortDirection(sort, column.sortKey)
  // The edge moves away from under the mouse; the browser would then take the head for what is dragged.
  const isResizing = table.state.columnResizing.isResizingColumn !== false
  const drop = (event: DragEvent) => {
    const dragged = event.dataTransfer.getData(DRAGGED)
    if (dragged && dragged !== column.id) table.setColumnOrder((order) => moveColumn(order, dragged, column.id))
  }
  return (
    <div
      role="columnheader"
      id={cellId(gridId, -1, position + 1)}
      tabIndex={isActive ? 0 : -1}
      aria-colindex={position + 2}
      aria-sort={column.sortKey === undefined ? undefined : direction}
      data-column={column.id}
      data-pin={pin ?? undefined}
      data-align={column.align}
      className={classes.headCell}
      style={style}
      draggable={!isResizing}
      onDragStart={(event) => event.dataTransfer.setData(DRAGGED, column.id)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <span
        data-sortable={column.sortKey !== undefined || undefined}
        className={classes.headTitle}
        title={column.title}
      >
        {column.title}
      </span>
      {direction !== 'none' && (
        <span aria-hidden className={classes.sortMark}>
          {direction === 'ascending' ? '▲' : '▼'}
        </span>
      )}
      <ColumnMenu
        column={column}
        table={table}
        isOpen={openMenu === column.id}
        onOpen={(isOpen) => onOpenMenu(isOpen ? column.id : null)}
        onSort={onSort}
      />
      <ResizeHandle table={table} id={column.id} />
    </div>
  )
}

function ResizeHandle({ table, id }: { readonly table: ColumnTable; readonly id: string }) {
  const header = table.getFlatHeaders().find((one) => one.column.id === id)
  if (!header) return null
  const start = header.getResizeHandler()
  return (
    <span
      aria-hidden
      className={classes.resize}
      onMouseDown={start}
      onTouchStart={start}
      onDoubleClick={() => header.column.resetSize()}
    />
  )
}
