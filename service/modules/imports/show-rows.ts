import type { Actor } from '../../../core/access/can.ts'
import { EVERYTHING } from '../../../core/access/reader-scope.ts'
import type { Deps } from '../../deps.ts'
import { assessRow, factsOfNew } from './assess-row.ts'
import { openReading } from './import-reading.ts'
import type { ImportRow, StagedRow } from './imports.repository.ts'

/** Rows with their changes. New names are stored without: what is stated of them is read from their rows again. */
export async function showRows(
  deps: Deps,
  reader: Actor,
  row: ImportRow,
  rows: readonly StagedRow[],
): Promise<readonly StagedRow[]> {
  const added = rows.filter(({ verdict }) => verdict === 'new')
  if (added.length === 0) return rows
  const reading = await openReading(deps.storage.read, row, { ...reader, scope: EVERYTHING })
  const candidates = await reading.candidatesAt(
    deps.storage.read,
    added.map(({ n }) => n),
  )
  return rows.map((one) => {
    const candidate = one.verdict === 'new' ? candidates.get(one.n) : undefined
    const assessment = candidate && assessRow(candidate, undefined, reading.context)
    if (!candidate || assessment?.kind !== 'new') return one
    const { changes } = factsOfNew(candidate, assessment.connection, reading.context)
    return { ...one, changes: JSON.stringify(changes) }
  })
}
