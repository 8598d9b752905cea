import type { Result } from '../../core/base/result.ts'
import { candidateReader } from '../../core/portfolio/import/candidate-reader.ts'
import type { CellRules } from '../../core/portfolio/import/cell-rules.ts'
import type { ImportCandidate, RowRefusal } from '../../core/portfolio/import/import-candidate.ts'
import type { ImportMapping } from '../../core/portfolio/import/import-field.ts'
import type { FileSource } from '../../service/modules/imports/reader/byte-source.ts'
import { type FileRow, openTable } from '../../service/modules/imports/reader/open-table.ts'

/** How a file that was inspected is to be read. */
export type ReadPlan = { readonly mapping: ImportMapping; readonly rules: CellRules }

/** A row with what it says, or why it is not taken. */
export type ReadRow = { readonly row: FileRow; readonly read: Result<ImportCandidate, RowRefusal> }

/** Streams the rows of a file in batches, read as the plan says. */
export async function* readRows(source: FileSource, plan: ReadPlan): AsyncGenerator<readonly ReadRow[]> {
  const table = await openTable(source)
  const read = candidateReader(plan.mapping, plan.rules)
  for await (const block of table.blocks) yield block.map((row) => ({ row, read: read(row.cells) }))
}
