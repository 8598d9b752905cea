import { setImmediate } from 'node:timers/promises'
import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate'
import readWorkbook from 'read-excel-file/node'
import { recogniseTable } from '../../../../core/portfolio/import/recognise-table.ts'
import { storableText } from '../../../adapters/sheets/sheet.ts'
import { assertWithinLimits, type FileRow } from './csv-rows.ts'
import { eraFormat } from './era-format.ts'
import { FileRefusal } from './file-refusal.ts'
import { LIMITS } from './limits.ts'
import { measureExtent, type SheetExtent } from './sheet-extent.ts'

/** Rows of the sheet that holds the names: the first one whose header is recognised, else the first with any rows. */
export async function sheetRows(file: Buffer): Promise<readonly FileRow[]> {
  await assertUnpackedSize(file)
  const sheets = await openWorkbook(file)
  const filled = sheets.filter(({ data }) => data.length > 0)
  const best =
    filled.find(({ data }) => recogniseTable(toText(data.slice(0, 40))).mapping.name !== undefined) ?? filled[0]
  if (!best) throw new FileRefusal('empty_file')
  return toText(best.data).flatMap((cells, index) => {
    assertWithinLimits(cells, index + 1)
    return cells.every((cell) => cell === '') ? [] : [{ line: index + 1, cells }]
  })
}

async function openWorkbook(file: Buffer) {
  try {
    const dateFormat = eraFormat(file)
    return await readWorkbook(file, dateFormat === null ? {} : { dateFormat })
  } catch {
    throw new FileRefusal('bad_sheet')
  }
}

/**
 * Unpacks the archive without keeping it, and stops as soon as it, or a table in it, is larger than it may be: sizes in it
 * are not trusted.
 */
async function assertUnpackedSize(file: Buffer): Promise<void> {
  const unpacked = { bytes: 0, isDamaged: false }
  const extents: SheetExtent[] = []
  const unzip = new Unzip((entry) => {
    const extent = measureExtent()
    extents.push(extent)
    entry.ondata = (error, chunk) => {
      if (error) unpacked.isDamaged = true
      else {
        unpacked.bytes += chunk.byteLength
        extent.see(chunk)
      }
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  unzip.register(UnzipPassThrough)
  for (let start = 0; start < file.length; start += PIECE) {
    pushPiece(unzip, file, start)
    const cells = extents.reduce((sum, extent) => sum + extent.cells(), 0)
    if (unpacked.bytes > LIMITS.sheetUnpackedBytes || cells > LIMITS.sheetCells) {
      throw new FileRefusal('sheet_too_large')
    }
    if (unpacked.isDamaged) throw new FileRefusal('bad_sheet')
    await setImmediate()
  }
}

/** Deflate packs a thousandfold at most: a piece unpacks to 8 MiB or less. */
const PIECE = 8 * 1024

function pushPiece(unzip: Unzip, file: Buffer, start: number): void {
  try {
    unzip.push(file.subarray(start, start + PIECE), start + PIECE >= file.length)
  } catch {
    throw new FileRefusal('bad_sheet')
  }
}

function toText(rows: readonly (readonly unknown[])[]): readonly (readonly string[])[] {
  return rows.map((row) => row.map(cellText))
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return dateText(value)
  return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : storableText(String(value))
}

/** A date cell has no zone: midnight is a day, anything else a day with a time. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return ''
  const text = value.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ')
}
