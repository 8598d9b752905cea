import type { ColumnPinningState, Updater } from '@tanstack/react-table'
import type { GridColumn } from './grid-column.ts'

/** What a person did to one column; the order of the list is the order of the columns. Saved with a view. */
export type ColumnSetting = {
  readonly id: string
  readonly width?: number | undefined
  readonly isHidden?: boolean | undefined
  readonly pin?: 'left' | 'right' | undefined
}

/** The state of the columns as TanStack Table takes it. */
export type ColumnLayout = {
  readonly columnOrder: string[]
  readonly columnVisibility: Record<string, boolean>
  readonly columnSizing: Record<string, number>
  readonly columnPinning: ColumnPinningState
}

/** The layout that settings describe; columns that they do not know come last, as the page defines them. */
export function toLayout<Row>(columns: readonly GridColumn<Row>[], settings: readonly ColumnSetting[]): ColumnLayout {
  const known = new Map(columns.map((column) => [column.id, column]))
  const fromSettings = settings.filter(({ id }) => known.has(id))
  const seen = new Set(fromSettings.map(({ id }) => id))
  const rest = columns.filter(({ id }) => !seen.has(id)).map(defaultSetting)
  const all = [...fromSettings, ...rest]
  const pinned = (side: 'left' | 'right') => all.filter(({ pin }) => pin === side).map(({ id }) => id)
  return {
    columnOrder: all.map(({ id }) => id),
    columnVisibility: Object.fromEntries(all.map(({ id, isHidden }) => [id, !isHidden])),
    columnSizing: Object.fromEntries(all.map(({ id, width }) => [id, width ?? known.get(id)?.width ?? 100])),
    columnPinning: { start: pinned('left'), end: pinned('right') },
  }
}

function defaultSetting<Row>(column: GridColumn<Row>): ColumnSetting {
  return { id: column.id, isHidden: column.isHiddenAtFirst, pin: column.pin }
}

/** The settings that describe a layout, complete and in order. */
export function toSettings(layout: ColumnLayout): readonly ColumnSetting[] {
  return layout.columnOrder.map((id) => {
    const width = layout.columnSizing[id]
    const isLeft = layout.columnPinning.start.includes(id)
    const isRight = layout.columnPinning.end.includes(id)
    return {
      id,
      ...(width !== undefined && { width: Math.round(width) }),
      ...(layout.columnVisibility[id] === false && { isHidden: true }),
      ...((isLeft || isRight) && { pin: isLeft ? ('left' as const) : ('right' as const) }),
    }
  })
}

/** Puts a column before another, as dropping its head there does. */
export function moveColumn(order: readonly string[], id: string, before: string | null): string[] {
  const without = order.filter((other) => other !== id)
  const at = before === null ? without.length : without.indexOf(before)
  return at < 0 ? [...order] : [...without.slice(0, at), id, ...without.slice(at)]
}

/** TanStack hands out either the new value or a function from the old one. */
export function applyUpdate<T>(updater: Updater<T>, before: T): T {
  return updater instanceof Function ? updater(before) : updater
}
