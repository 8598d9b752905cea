import type { CSSProperties } from 'react'
import type { GridColumn } from './grid-column.ts'
import type { ColumnTable } from './use-column-layout.ts'

/** A column on screen: where it stands, ready for every row. */
export type VisibleColumn<Row> = {
  readonly column: GridColumn<Row>
  readonly pin: 'left' | 'right' | null
  /** Refers to the CSS variables of `widthVariables`, so that resizing re-renders no row. */
  readonly style: CSSProperties
}

/** Width of the column of selection boxes, in px. */
const SELECT_WIDTH = 36

/** The visible columns in order: pinned left, free, pinned right. */
export function visibleColumns<Row>(
  columns: readonly GridColumn<Row>[],
  table: ColumnTable,
): readonly VisibleColumn<Row>[] {
  const known = new Map(columns.map((column) => [column.id, column]))
  return [
    ...table.getPinnedVisibleLeafColumns('start'),
    ...table.getPinnedVisibleLeafColumns('center'),
    ...table.getPinnedVisibleLeafColumns('end'),
  ].flatMap((leaf) => {
    const { id } = leaf
    const column = known.get(id)
    if (!column) return []
    const side = leaf.getIsPinned()
    const pin = side === 'start' ? ('left' as const) : side === 'end' ? ('right' as const) : null
    return [{ column, pin, style: cellStyle(id, pin) }]
  })
}

function cellStyle(id: string, pin: 'left' | 'right' | null): CSSProperties {
  const width = `var(--width-${id})`
  return pin === null ? { width } : { width, position: 'sticky', zIndex: 1, [pin]: `var(--edge-${id})` }
}

/** Widths and pinned positions of all columns as CSS variables for the table's element. */
export function widthVariables(table: ColumnTable): CSSProperties {
  const variables: Record<string, string> = { '--grid-width': `${table.getTotalSize() + SELECT_WIDTH}px` }
  variables['--pinned-left'] = `${table.getStartTotalSize() + SELECT_WIDTH}px`
  variables['--pinned-right'] = `${table.getEndTotalSize()}px`
  for (const column of table.getAllLeafColumns()) {
    variables[`--width-${column.id}`] = `${column.getSize()}px`
    const side = column.getIsPinned()
    if (side === 'start') variables[`--edge-${column.id}`] = `${column.getStart('start') + SELECT_WIDTH}px`
    if (side === 'end') variables[`--edge-${column.id}`] = `${column.getAfter('end')}px`
  }
  return variables
}
