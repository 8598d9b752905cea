import { useState } from 'react'
import { MAX_RANGE, rowsBetween } from './rows-between.ts'
import type { GridSelection } from './use-grid-selection.ts'
import type { RowList } from './use-row-blocks.ts'

/** Choosing rows one by one and, from the last one chosen, as a range; rows that are not on hand are read first. */
export function useRangeSelection<Row>(rows: RowList<Row>, selection: GridSelection<Row>) {
  const [anchor, setAnchor] = useState(0)
  const [isReadingRange, setIsReadingRange] = useState(false)
  const toggle = (index: number) => {
    const row = rows.blocks?.row(index)
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
  return { toggle, chooseTo, setAnchor, isReadingRange }
}
