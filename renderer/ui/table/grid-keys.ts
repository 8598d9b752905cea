/** A cell by position: row -1 is the head; columns count the visible ones, the selection box first. */
export type GridCell = { readonly row: number; readonly column: number }

export type GridSize = { readonly rows: number; readonly columns: number; readonly pageRows: number }

export type GridKey = {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** What a key press in a table means. `letter`: a shortcut of the page, such as `e` or `/`. */
export type GridAction =
  | { readonly kind: 'move'; readonly to: GridCell; readonly extends: boolean }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'selectToHere' }
  | { readonly kind: 'selectAll' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'open' }
  | { readonly kind: 'menu' }
  | { readonly kind: 'copy' }
  | { readonly kind: 'letter'; readonly letter: string }

/** The keys of the ARIA grid pattern (https://www.w3.org/WAI/ARIA/apg/patterns/grid/) and of this product's tables. */
export function gridAction(event: GridKey, at: GridCell, size: GridSize): GridAction | null {
  const isCommand = event.ctrlKey || event.metaKey
  const to = destination(event.key, isCommand, at, size)
  if (event.altKey) return event.key === 'ArrowDown' ? { kind: 'menu' } : null
  if (to) return { kind: 'move', to, extends: event.shiftKey && to.row !== at.row }
  if (isCommand) return commandAction(event.key.toLowerCase())
  switch (event.key) {
    case ' ':
      return event.shiftKey ? { kind: 'selectToHere' } : { kind: 'toggle' }
    case 'Enter':
      return { kind: 'open' }
    case 'Escape':
      return { kind: 'clear' }
    default:
      return event.key.length === 1 ? { kind: 'letter', letter: event.key.toLowerCase() } : null
  }
}

function commandAction(key: string): GridAction | null {
  if (key === 'a') return { kind: 'selectAll' }
  return key === 'c' ? { kind: 'copy' } : null
}

function destination(key: string, isCommand: boolean, at: GridCell, size: GridSize): GridCell | null {
  const toRow = (row: number, column = at.column): GridCell => ({
    row: Math.max(-1, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  })
  switch (key) {
    case 'ArrowDown':
      return toRow(at.row + 1)
    case 'ArrowUp':
      return toRow(at.row - 1)
    case 'ArrowRight':
      return toRow(at.row, at.column + 1)
    case 'ArrowLeft':
      return toRow(at.row, at.column - 1)
    case 'PageDown':
      return toRow(at.row + size.pageRows)
    case 'PageUp':
      return toRow(Math.max(0, at.row - size.pageRows))
    case 'Home':
      return isCommand ? toRow(0, 0) : toRow(at.row, 0)
    case 'End':
      return isCommand ? toRow(size.rows - 1, size.columns - 1) : toRow(at.row, size.columns - 1)
    default:
      return null
  }
}
