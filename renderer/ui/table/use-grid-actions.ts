import { type FocusEvent, type KeyboardEvent, type MouseEvent, useEffect, useState } from 'react'
import { toTabSeparated } from './copy-rows.ts'
import type { DataGridProps } from './data-grid.tsx'
import { nextSort } from './grid-column.ts'
import { type GridAction, type GridCell, gridAction } from './grid-keys.ts'
import { MAX_RANGE, rowsBetween } from './rows-between.ts'
import type { ScrollWindow } from './scroll-window.ts'
import type { VisibleColumn } from './visible-column.ts'

type GridActionsInput<Row> = DataGridProps<Row> & {
  readonly gridId: string
  readonly shown: readonly VisibleColumn<Row>[]
  readonly scroll: ScrollWindow
  readonly total: number
  readonly onMenu: (column: string) => void
}

const START: GridCell = { row: 0, column: 1 }

/** What keys and clicks do to a table: one listener for all rows, one active cell, one anchor for ranges. */
export function useGridActions<Row>(input: GridActionsInput<Row>) {
  const { rows, shown, scroll, total, selection, sort, onSort, onOpen, onLetter, onMenu } = input
  const [lastActive, setActive] = useState(START)
  // Without rows the heads take the focus, so that the table can always be reached by Tab.
  const active = total === 0 ? { ...lastActive, row: -1 } : lastActive
  const [anchor, setAnchor] = useState(0)
  const [isReadingRange, setIsReadingRange] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs because another list is shown
  useEffect(() => setActive(({ row, column }) => ({ row: Math.min(row, 0), column })), [rows.listNumber])

  const rowAt = (index: number): Row | undefined => rows.blocks?.row(index)
  const moveTo = (cell: GridCell) => {
    setActive(cell)
    if (cell.row >= 0) scroll.showRow(cell.row)
  }
  const toggle = (index: number) => {
    const row = rowAt(index)
    setAnchor(index)
    if (row !== undefined) selection.choose([row], !selection.isSelected(row))
  }
  const chooseTo = async (index: number) => {
    if (!rows.blocks || Math.abs(index - anchor) > MAX_RANGE) return
    setIsReadingRange(true)
    try {
      selection.choose(await rowsBetween(rows.blocks, rows.fetch, anchor, index), true)
    } finally {
      setIsReadingRange(false)
    }
  }
  const activateHead = () => {
    const column = shown[active.column - 1]?.column
    if (!column) chooseAll()
    else if (column.sortKey !== undefined) onSort(nextSort(sort, column.sortKey))
  }
  const chooseAll = () => (selection.all === 'all' ? selection.clear() : selection.selectAll(total))
  const open = (index: number) => {
    const row = rowAt(index)
    if (row !== undefined) onOpen(row)
  }
  const isHead = active.row < 0

  const run = (action: GridAction) => {
    switch (action.kind) {
      case 'move':
        if (action.extends && action.to.row >= 0) void chooseTo(action.to.row)
        return moveTo(action.to)
      case 'toggle':
        return isHead ? activateHead() : toggle(active.row)
      case 'selectToHere':
        return void chooseTo(active.row)
      case 'selectAll':
        return selection.selectAll(total)
      case 'clear':
        return selection.clear()
      case 'open':
        return isHead ? activateHead() : open(active.row)
      case 'menu':
        return onMenu(shown[active.column - 1]?.column.id ?? '')
      case 'copy':
        return copyRows(input, active.row)
      case 'letter':
        return onLetter?.(action.letter, rowAt(active.row))
    }
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (!isInCell(event.target)) return
    const size = { rows: total, columns: shown.length + 1, pageRows: scroll.pageRows }
    const action = gridAction(event, active, size)
    if (!action) return
    event.preventDefault()
    run(action)
  }

  /** The cell that has the focus is the active one, however it got it. */
  const onFocus = (event: FocusEvent) => {
    const cell = isCell(event.target) ? cellOf(event.target) : null
    if (cell && (cell.row !== active.row || cell.column !== active.column)) setActive(cell)
  }

  const onClick = (event: MouseEvent) => {
    const hit = hitOf(event.target)
    if (hit.sortable) return onSort(nextSort(sort, hit.sortable))
    if (hit.row === null) return
    setActive({ row: hit.row, column: hit.column })
    if (event.shiftKey) return void chooseTo(hit.row)
    if (hit.isBox || event.ctrlKey || event.metaKey) return toggle(hit.row)
    setAnchor(hit.row)
    if (!hit.opens) return
    event.preventDefault()
    open(hit.row)
  }

  const onDoubleClick = (event: MouseEvent) => {
    const hit = hitOf(event.target)
    if (hit.row !== null && !hit.isBox) open(hit.row)
  }

  /** A click with Shift extends the selection of rows, not of text. */
  const onMouseDown = (event: MouseEvent) => {
    if (event.shiftKey) event.preventDefault()
  }

  return { active, isReadingRange, onFocus, onKeyDown, onClick, onDoubleClick, onMouseDown }

  function hitOf(target: EventTarget): Hit {
    return findHit(target, (id) => shown.find(({ column }) => column.id === id)?.column.sortKey)
  }
}

type Hit = {
  readonly row: number | null
  readonly column: number
  readonly isBox: boolean
  readonly opens: boolean
  /** The sort key of the head that was hit. */
  readonly sortable: string | undefined
}

function findHit(target: EventTarget, sortKeyOf: (column: string) => string | undefined): Hit {
  const element = target instanceof Element ? target : null
  const row = element?.closest('[data-row]')
  const cell = element?.closest('[aria-colindex]')
  const head = element?.closest('[data-sortable]')?.closest('[data-column]')?.getAttribute('data-column')
  return {
    row: row && cell ? cellOf(cell).row : null,
    column: cell ? cellOf(cell).column : 0,
    isBox: element?.closest('[data-select]') != null,
    opens: element?.closest('[data-opens]') != null,
    sortable: head == null ? undefined : sortKeyOf(head),
  }
}

/** Where a cell stands; heads are in row -1. */
function cellOf(element: Element): GridCell {
  const row = element.closest('[data-row]')?.getAttribute('data-row')
  return { row: row == null ? -1 : Number(row), column: Number(element.getAttribute('aria-colindex')) - 1 }
}

function isCell(target: EventTarget): target is Element {
  return target instanceof Element && target.matches('[role=gridcell],[role=columnheader]')
}

/** Keys in a head's open menu are the menu's. */
function isInCell(target: EventTarget): boolean {
  return isCell(target) || (target instanceof Element && target.matches('[role=grid]'))
}

/** The selected rows that are on hand, or the active one, as text for a spreadsheet. */
function copyRows<Row>({ rows, shown, selection }: GridActionsInput<Row>, activeRow: number): void {
  const columns = shown.map(({ column }) => column)
  const chosen = rows.blocks?.loadedRows().filter((row) => selection.isSelected(row)) ?? []
  const active = rows.blocks?.row(activeRow)
  const picked = chosen.length > 0 ? chosen : active === undefined ? [] : [active]
  if (picked.length > 0) void navigator.clipboard.writeText(toTabSeparated(columns, picked))
}
