import { neutraliseCell } from '../../../core/portfolio/export-cell.ts'
import { csvChunks } from '../../adapters/sheets/csv-writer.ts'
import type { SheetColumn } from '../../adapters/sheets/sheet.ts'
import type { Deps } from '../../deps.ts'
import { planOf } from './import-plan.ts'
import * as repository from './imports.repository.ts'

type RefusedRow = {
  readonly cells: readonly string[]
  readonly reason: string
  readonly detail: string
  readonly line: number
}

const PAGE = 500

/** The rows that were refused as they were read, with the reason of each in front; secret columns are left out. */
export function refusedFile(deps: Deps, row: repository.ImportRow): ReadableStream<Uint8Array> {
  const own = planOf(row).columns.filter((column) => !column.isSecret)
  const columns: readonly SheetColumn<RefusedRow>[] = [
    textColumn('row', (refused) => String(refused.line)),
    textColumn('reason', (refused) => refused.reason),
    textColumn('detail', (refused) => refused.detail),
    ...own.map(({ index, header }) => textColumn(header, (refused) => refused.cells[index] ?? '')),
  ]
  return ReadableStream.from(csvChunks({ columns }, refusedRows(deps, row)))
}

function textColumn(heading: string, value: (row: RefusedRow) => string): SheetColumn<RefusedRow> {
  return { kind: 'text', heading: neutraliseCell(heading), width: 20, value }
}

async function* refusedRows(deps: Deps, row: repository.ImportRow): AsyncGenerator<readonly RefusedRow[]> {
  const db = deps.storage.read
  for (let after = 0; ; ) {
    const rows = await repository.listRows(db, row, { after, offset: 0, limit: PAGE, verdict: 'refused' })
    const last = rows.at(-1)
    if (!last) return
    yield await withCells(deps, row, rows)
    after = last.n
  }
}

async function withCells(
  deps: Deps,
  row: repository.ImportRow,
  rows: readonly repository.StagedRow[],
): Promise<readonly RefusedRow[]> {
  const refused: RefusedRow[] = []
  let chunk: Awaited<ReturnType<typeof repository.findChunk>> = null
  for (const { n, line, code, detail } of rows) {
    if (!chunk || n >= chunk.firstRow + chunk.rows.length) chunk = await repository.findChunk(deps.storage.read, row, n)
    const cells = chunk?.rows[n - chunk.firstRow]?.cells ?? []
    refused.push({ cells, reason: code ?? '', detail: detail ?? '', line })
  }
  return refused
}
