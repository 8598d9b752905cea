/**
 * A window of fixed-height rows over a list that may be taller than a browser can scroll.
 *
 * Chromium cuts scroll areas at 33,554,428 px divided by the display scale, so a million rows end at row 524,290 on a
 * Retina screen. The scroll area is therefore capped at a height that is safe up to scale 4, and the scroll position
 * is mapped: small moves stay 1:1 in rows, a drag of the thumb maps in proportion, and once the person rests the
 * thumb is put where the rows are.
 */
const CAP = 8_000_000

/** A scroll of more views than this in one event is a drag of the thumb, not a wheel. */
const DRAG_VIEWS = 3

/** All in CSS px, except `rowCount`. */
export type WindowGeometry = { readonly rowCount: number; readonly rowHeight: number; readonly viewHeight: number }

/** `top`: the element's own scroll position. `virtual`: how far down the whole list the view is. Both in px. */
export type WindowPosition = { readonly top: number; readonly virtual: number }

export const AT_TOP: WindowPosition = { top: 0, virtual: 0 }

function realHeight({ rowCount, rowHeight }: WindowGeometry): number {
  return rowCount * rowHeight
}

/** Height of the element that makes the area scroll. */
export function physicalHeight(geometry: WindowGeometry): number {
  return Math.min(realHeight(geometry), CAP)
}

function limits(geometry: WindowGeometry): { readonly top: number; readonly virtual: number } {
  return {
    top: Math.max(0, physicalHeight(geometry) - geometry.viewHeight),
    virtual: Math.max(0, realHeight(geometry) - geometry.viewHeight),
  }
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))

/** The position after the element reports a new scroll position. */
export function afterScroll(geometry: WindowGeometry, before: WindowPosition, top: number): WindowPosition {
  const max = limits(geometry)
  if (top <= 0 || max.top === 0) return { top, virtual: 0 }
  if (top >= max.top - 1) return { top, virtual: max.virtual }
  const moved = top - before.top
  const isDrag = Math.abs(moved) >= DRAG_VIEWS * geometry.viewHeight
  const virtual = isDrag ? (top / max.top) * max.virtual : before.virtual + moved
  return { top, virtual: clamp(virtual, 0, max.virtual) }
}

/** Where the thumb belongs for the rows in view; moving it there leaves the rows where they are. */
export function restingTop(geometry: WindowGeometry, { virtual }: WindowPosition): number {
  const max = limits(geometry)
  if (virtual <= 0 || max.virtual === 0) return 0
  if (virtual >= max.virtual) return max.top
  // At its ends the thumb means the ends of the list.
  return clamp(Math.round((virtual / max.virtual) * max.top), 1, Math.max(1, Math.ceil(max.top) - 2))
}

/** The nearest position that shows a row in full. */
export function showingRow(geometry: WindowGeometry, before: WindowPosition, row: number): WindowPosition {
  const start = row * geometry.rowHeight
  const end = start + geometry.rowHeight - geometry.viewHeight
  const virtual = clamp(clamp(before.virtual, end, Math.max(start, end)), 0, limits(geometry).virtual)
  if (virtual === before.virtual) return before
  const position = { top: before.top, virtual }
  return { top: restingTop(geometry, position), virtual }
}

/** First and last row to draw, `overscan` rows beyond the view on each side. Empty list: `last` is -1. */
export function rowsInView(geometry: WindowGeometry, { virtual }: WindowPosition, overscan: number) {
  const first = Math.max(0, Math.floor(virtual / geometry.rowHeight) - overscan)
  const last = Math.ceil((virtual + geometry.viewHeight) / geometry.rowHeight) + overscan
  return { first, last: Math.min(geometry.rowCount - 1, last) }
}

/** Distance of a row from the top of the scroll area, in px. */
export function rowOffset(geometry: WindowGeometry, { top, virtual }: WindowPosition, row: number): number {
  return row * geometry.rowHeight + (top - virtual)
}
