import {
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import { applyUpdate, type ColumnLayout, type ColumnSetting, toLayout, toSettings } from './column-layout.ts'
import type { GridColumn } from './grid-column.ts'

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
})
/** Rows are ours (`RowBlocks`), so the table model has none. */
type NoRow = Record<string, never>
const NO_ROWS: NoRow[] = []

const MIN_WIDTH = 48

/** Column state over TanStack Table: order, visibility, width and pinning, held outside as settings. */
export function useColumnLayout<Row>(
  columns: readonly GridColumn<Row>[],
  settings: readonly ColumnSetting[],
  onChange: (settings: readonly ColumnSetting[]) => void,
) {
  const layout = useMemo(() => toLayout(columns, settings), [columns, settings])
  const definitions = useMemo(() => columns.map(({ id }) => ({ id, minSize: MIN_WIDTH })), [columns])
  const change = (part: Partial<ColumnLayout>) => onChange(toSettings({ ...layout, ...part }))
  return useTable({
    features,
    columns: definitions,
    data: NO_ROWS,
    columnResizeMode: 'onChange',
    state: layout,
    onColumnOrderChange: (updater) => change({ columnOrder: applyUpdate(updater, layout.columnOrder) }),
    onColumnVisibilityChange: (updater) => change({ columnVisibility: applyUpdate(updater, layout.columnVisibility) }),
    onColumnSizingChange: (updater) => change({ columnSizing: applyUpdate(updater, layout.columnSizing) }),
    onColumnPinningChange: (updater) => change({ columnPinning: applyUpdate(updater, layout.columnPinning) }),
  })
}

export type ColumnTable = ReturnType<typeof useColumnLayout>
