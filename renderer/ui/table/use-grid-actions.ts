import { type FocusEvent, type KeyboardEvent, type MouseEvent, useEffect, useState } from 'react'
import { toTabSeparated } from './copy-rows.ts'
import type { DataGridProps } from './data-grid.tsx'
import { nextSort } from './grid-column.ts'
import { cellHit, gridHit } from './grid-hit.ts'
import { type GridAction, type GridCell, gridAction } from './grid-keys.ts'
import type { ScrollWindow } from './scroll-window.ts'
import { useRangeSelection } from './use-range-selection.ts'
import type { VisibleColumn } from './visible-column.ts'

type GridActionsInput<Row> = DataGridProps<Row> & {
  readonly shown: readonly VisibleColumn<Row>[]
  readonly scroll: ScrollWindow
  readonly total: number
  readonly onMenu: (column: string) => void
}

const START: GridCell = { row: 0, column: 1 }

/** What keys and clicks do to a table: one listener for all rows, one active cell. */
export function useGridActions<Row>(input: GridActionsInput<Row>) {
  const { shown, scroll, total } = input
  const { active, setActive } = useActiveCell(input.rows.listNumber, total)
  const range = useRangeSelection(input.rows, input.selection)
  const moveTo = (cell: GridCell) => {
    setActive(cell)
    if (cell.row >= 0) scroll.showRow(cell.row)
  }
  const run = (action: GridAction) => {
    if (action.kind === 'move') {
      if (action.extends && action.to.row >= 0) void range.chooseTo(action.to.row)
      moveTo(action.to)
    } else if (active.row < 0 && (action.kind === 'toggle' || action.kind === 'open'))
      activateHead(input, active.column)
    else if (action.kind === 'toggle') range.toggle(active.row)
    else if (action.kind === 'selectToHere') void range.chooseTo(active.row)
    else runOnRow(input, action, active)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys in a head's open menu are the menu's.
    if (!cellHit(event.target) && event.target !== event.currentTarget) return
    const action = gridAction(event, active, { rows: total, columns: shown.length + 1, pageRows: scroll.pageRows })
    if (!action) return
    event.preventDefault()
    run(action)
  }
  const onClick = (event: MouseEvent) => {
    const { cell, isBox, opens, sortedColumn } = gridHit(event.target)
    if (sortedColumn !== null) return sortBy(input, sortedColumn)
    if (!cell) return
    setActive(cell)
    if (event.shiftKey) return void range.chooseTo(cell.row)
    if (isBox || event.ctrlKey || event.metaKey) return range.toggle(cell.row)
    range.setAnchor(cell.row)
    if (!opens) return
    event.preventDefault()
    openRow(input, cell.row)
  }
  return {
    active,
    isReadingRange: range.isReadingRange,
    onKeyDown,
    onClick,
    onDoubleClick: (event: MouseEvent) => {
      const { cell, isBox } = gridHit(event.target)
      if (cell && !isBox) openRow(input, cell.row)
    },
    /** The cell that has the focus is the active one, however it got it. */
    onFocus: (event: FocusEvent) => {
      const cell = cellHit(event.target)
      if (cell && (cell.row !== active.row || cell.column !== active.column)) setActive(cell)
    },
    /** A click with Shift extends the selection of rows, not of text. */
    onMouseDown: (event: MouseEvent) => {
      if (event.shiftKey) event.preventDefault()
    },
  }
}

/** The cell that keys act on; starts anew with another list. */
function useActiveCell(listNumber: number, total: number) {
  const [last, setActive] = useState(START)
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs because another list is shown
  useEffect(() => setActive(({ row, column }) => ({ row: Math.min(row, 0), column })), [listNumber])
  // Without rows the heads take the focus, so that the table can always be reached by Tab.
  return { active: total === 0 ? { ...last, row: -1 } : last, setActive }
}

type RowAction = Exclude<GridAction, { kind: 'move' | 'toggle' | 'selectToHere' }>

function runOnRow<Row>(input: GridActionsInput<Row>, action: RowAction, active: GridCell): void {
  const { selection, shown, total, rows, onMenu, onLetter } = input
  switch (action.kind) {
    case 'selectAll':
      selection.selectAll(total)
      break
    case 'clear':
      selection.clear()
      break
    case 'open':
      openRow(input, active.row)
      break
    case 'menu':
      onMenu(shown[active.column - 1]?.column.id ?? '')
      break
    case 'copy':
      copyRows(input, active.row)
      break
    case 'letter':
      onLetter?.(action.letter, rows.blocks?.row(active.row))
      break
  }
}

function activateHead<Row>(input: GridActionsInput<Row>, column: number): void {
  const { shown, selection, total } = input
  const head = shown[column - 1]
  if (head) sortBy(input, head.column.id)
  else if (selection.all === 'all') selection.clear()
  else selection.selectAll(total)
}

function sortBy<Row>({ shown, sort, onSort }: GridActionsInput<Row>, id: string): void {
  const sortKey = shown.find(({ column }) => column.id === id)?.column.sortKey
  if (sortKey !== undefined) onSort(nextSort(sort, sortKey))
}

function openRow<Row>({ rows, onOpen }: GridActionsInput<Row>, index: number): void {
  const row = rows.blocks?.row(index)
  if (row !== undefined) onOpen(row)
}

/** The selected rows that are on hand, or the active one, as text for a spreadsheet. */
function copyRows<Row>({ rows, shown, selection }: GridActionsInput<Row>, activeRow: number): void {
  const columns = shown.map(({ column }) => column)
  const chosen = rows.blocks?.loadedRows().filter((row) => selection.isSelected(row)) ?? []
  const active = rows.blocks?.row(activeRow)
  const picked = chosen.length > 0 ? chosen : active === undefined ? [] : [active]
  if (picked.length > 0) void navigator.clipboard.writeText(toTabSeparated(columns, picked))
}
