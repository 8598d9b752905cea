import { type ImportAnswers, type ImportQuestion, settleImport } from '../../core/portfolio/import/import-question.ts'
import { collectEvidence, type TableEvidence } from '../../core/portfolio/import/table-evidence.ts'
import type { FileSource } from '../../service/modules/imports/reader/byte-source.ts'
import { type OpenedTable, openTable } from '../../service/modules/imports/reader/open-table.ts'

/** What a whole file is, and what it leaves open. */
export type Inspection = Pick<
  OpenedTable,
  'container' | 'format' | 'registrar' | 'delimiter' | 'headerLine' | 'columns' | 'mapping' | 'sample'
> & {
  readonly encoding: string
  readonly rowCount: number
  readonly evidence: TableEvidence
  readonly questions: readonly ImportQuestion[]
}

/** Reads a file to its end: a file that passes can be read again by `readRows`. Throws `FileRefusal`. */
export async function inspectFile(source: FileSource, answers: ImportAnswers = {}): Promise<Inspection> {
  const { blocks, encoding, ...table } = await openTable(source)
  const collector = collectEvidence(table.mapping)
  let rowCount = 0
  for await (const block of blocks) {
    for (const row of block) collector.add(row.cells)
    rowCount += block.length
  }
  const evidence = collector.evidence()
  const { questions } = settleImport({ ...table, isMappingConfirmed: false, evidence, answers })
  return { ...table, encoding: encoding(), rowCount, evidence, questions }
}
