/** An address of a row (`12`) or of a cell (`AB12`), in whatever way the file writes it. */
const ADDRESS = /\sr\s*=\s*["']([^"'<>]{0,40})/g
const PARTS = /^\s*([A-Za-z]*)(\d+)\s*$/
/** Longer than an address with its attribute: what a piece of the file cuts in two is seen with the next one. */
const CARRIED = 64

export type SheetExtent = {
  /** Takes the next piece of the XML. */
  readonly see: (chunk: Uint8Array) => void
  /** Cells of the table that reaches from the first cell to the furthest row and column, filled or not; 0 for other parts. */
  readonly cells: () => number
}

/**
 * Measures the table that a sheet spans while it is unpacked. A few bytes can name a cell sixteen billion cells away, and
 * the rows of a sheet are held in memory with everything in between.
 */
export function measureExtent(): SheetExtent {
  const decoder = new TextDecoder('latin1')
  let carried = ''
  let isSheet = false
  let rows = 0
  let columns = 0
  return {
    see: (chunk) => {
      const text = carried + decoder.decode(chunk)
      carried = text.slice(-CARRIED)
      isSheet ||= text.includes('worksheet')
      if (!isSheet) return
      for (const [, address = ''] of text.matchAll(ADDRESS)) {
        const place = placeOf(address)
        rows = Math.max(rows, place.row)
        columns = Math.max(columns, place.column)
      }
    },
    cells: () => rows * Math.max(columns, 1),
  }
}

/** An address that cannot be read, as one with character references, is thought to be as far away as can be. */
function placeOf(address: string): { readonly row: number; readonly column: number } {
  if (address.includes('&')) return { row: Number.MAX_SAFE_INTEGER, column: 1 }
  const [, letters = '', row = '0'] = PARTS.exec(address) ?? []
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  return { row: Number(row), column }
}
