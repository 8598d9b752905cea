import type { ReactNode } from 'react'

/**
 * One column of a table. `cell` runs for every visible row while scrolling: plain elements and classes only, no
 * components with state or effects. Keep the array of columns stable between renders.
 */
export type GridColumn<Row> = {
  readonly id: string
  readonly title: string
  /** Width in px until the person changes it. */
  readonly width: number
  /** The field by which the service sorts; absent where it cannot. */
  readonly sortKey?: string
  readonly align?: 'end'
  /** Not in the default set; the person can show it. */
  readonly isHiddenAtFirst?: boolean
  /** Stays at this side while the others scroll, until the person changes it. */
  readonly pin?: 'left' | 'right'
  cell(row: Row): ReactNode
  /** The cell as plain text, for copying. */
  text(row: Row): string
}

/** The list's order: `field`, or `-field` for descending, as the API writes it. */
export type SortOrder = string | undefined

export function sortDirection(sort: SortOrder, key: string | undefined): 'ascending' | 'descending' | 'none' {
  if (key === undefined || sort === undefined) return 'none'
  if (sort === key) return 'ascending'
  return sort === `-${key}` ? 'descending' : 'none'
}

/** What the next press on a column's head sorts by: up, down, up. */
export function nextSort(sort: SortOrder, key: string): string {
  return sort === key ? `-${key}` : key
}
