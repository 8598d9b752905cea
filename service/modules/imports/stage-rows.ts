import { z } from 'zod'
import type { Result } from '../../../core/base/result.ts'
import { isSameCandidate } from '../../../core/portfolio/import/compare-with-held.ts'
import type { CellWarning, ImportCandidate, RowRefusal } from '../../../core/portfolio/import/import-candidate.ts'
import type { StoredDomain } from '../domains/domain-state.ts'
import { type AssessContext, assessRow } from './assess-row.ts'
import type { StagedRow, Verdict } from './imports.repository.ts'
import type { FileRow } from './reader/open-table.ts'

export type NumberedRow = { readonly n: number; readonly row: FileRow }
export type ReadRow = NumberedRow & { readonly read: Result<ImportCandidate, RowRefusal> }

/** The code of rows that say different things about one name; none of them is taken. */
export const DIFFERENT_ROWS = 'rows_differ'

/** The first row of each name in the file so far. */
export type EarlierRow = {
  readonly candidate: ImportCandidate
  readonly verdict: Verdict
  readonly code: string | null
}

export type StagedBatch = {
  readonly rows: readonly StagedRow[]
  /** Names whose earlier rows have to become conflicts, with the verdict that these had. */
  readonly contradicted: ReadonlyMap<string, Verdict>
}

/** Turns rows into what a person is shown of them. A row that repeats an earlier one of its name is left out. */
export function stageRows(
  batch: readonly ReadRow[],
  held: ReadonlyMap<string, StoredDomain>,
  earlier: ReadonlyMap<string, EarlierRow>,
  context: AssessContext,
): StagedBatch {
  const rows = new Map<number, StagedRow>()
  const inBatch = new Map<string, { readonly n: number; readonly candidate: ImportCandidate }>()
  const contradicted = new Map<string, Verdict>()
  for (const { n, row, read } of batch) {
    const place = { n, line: row.line }
    if (!read.ok) {
      rows.set(n, { ...place, ...refusedRow(read.error) })
      continue
    }
    const candidate = read.value
    const { name } = candidate
    const before = earlier.get(name)
    const sibling = inBatch.get(name)
    const first = before?.candidate ?? sibling?.candidate
    if (first === undefined) {
      inBatch.set(name, { n, candidate })
      rows.set(n, { ...place, ...assessedRow(candidate, held.get(name), context) })
    } else if (!isSameCandidate(first, candidate)) {
      rows.set(n, { ...place, ...contradiction(name) })
      if (before && before.code !== DIFFERENT_ROWS) contradicted.set(name, before.verdict)
      else if (sibling)
        rows.set(sibling.n, { n: sibling.n, line: rows.get(sibling.n)?.line ?? 0, ...contradiction(name) })
    }
  }
  return { rows: [...rows.values()], contradicted }
}

type RowContent = Omit<StagedRow, 'n' | 'line'>

function contradiction(name: string): RowContent {
  return { name, verdict: 'conflict', code: DIFFERENT_ROWS, detail: null, changes: null }
}

function refusedRow({ code, field, value, registrable }: RowRefusal): RowContent {
  const detail = registrable === null ? `${field}: ${value}` : `${value} → ${registrable}`
  return { name: null, verdict: 'refused', code, detail: code === 'no_name' ? null : detail, changes: null }
}

function assessedRow(candidate: ImportCandidate, held: StoredDomain | undefined, context: AssessContext): RowContent {
  const assessment = assessRow(candidate, held, context)
  const { name } = candidate
  if (assessment.kind === 'refused') {
    return { name, verdict: 'refused', code: assessment.code, detail: null, changes: null }
  }
  const detail = warningText(candidate.warnings)
  const code = detail === null ? null : 'cells_left_out'
  if (assessment.kind === 'new') return { name, verdict: 'new', code, detail, changes: null }
  const { kind, changes } = assessment.verdict
  const shown = kind === 'same' ? null : JSON.stringify(changes)
  return { name, verdict: kind, code: kind === 'conflict' ? 'date_backwards' : code, detail, changes: shown }
}

const MAX_DETAIL = 500

function warningText(warnings: readonly CellWarning[]): string | null {
  if (warnings.length === 0) return null
  return warnings
    .map(({ field, code, value }) => `${field}: ${value} (${code})`)
    .join('; ')
    .slice(0, MAX_DETAIL)
}

/** Rows by verdict, as `import_file.counts` holds them. */
export const countsSchema = z.object({
  new: z.number(),
  changed: z.number(),
  same: z.number(),
  conflict: z.number(),
  refused: z.number(),
})
export type Counts = Readonly<z.output<typeof countsSchema>>
export const NO_ROWS: Counts = { new: 0, changed: 0, same: 0, conflict: 0, refused: 0 }

/** The counts after a batch. */
export function countBatch(counts: Counts, { rows, contradicted }: StagedBatch): Counts {
  const next = { ...counts }
  for (const { verdict } of rows) next[verdict] += 1
  for (const verdict of contradicted.values()) {
    next[verdict] -= 1
    next.conflict += 1
  }
  return next
}
