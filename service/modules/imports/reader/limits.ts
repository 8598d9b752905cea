/** What one file may hold. Beyond it a file is refused with the line, never cut. */
export const LIMITS = {
  fileBytes: 1024 * 1024 * 1024,
  rows: 2_000_000,
  columns: 1_000,
  cellCharacters: 64 * 1024,
  recordBytes: 1024 * 1024,
  /** Sheets are held in memory while they are read; beyond this the file has to be saved as CSV. */
  sheetFileBytes: 64 * 1024 * 1024,
  sheetUnpackedBytes: 256 * 1024 * 1024,
  /** Empty ones included; a sheet that is full of cells is too large in bytes long before. */
  sheetCells: 20_000_000,
} as const
