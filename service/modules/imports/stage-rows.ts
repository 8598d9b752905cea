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

/** The code of a row that says once more what an earlier one of its name says; it changes nothing. */
export const REPEATED_ROW = 'row_repeated'

/** The first row of each name in the file so far, and the verdicts of all rows of the name. */
export type EarlierRow = {
  readonly candidate: ImportCandidate
  readonly verdict: Verdict
  readonly code: string | null
  readonly verdicts: readonly Verdict[]
}

export type StagedBatch = {
  readonly rows: readonly StagedRow[]
  /** Names whose earlier rows have to become conflicts, with the verdicts that these had. */
  readonly contradicted: ReadonlyMap<string, readonly Verdict[]>
}

/** Turns rows into what a person is shown of them. Each row has one verdict, one that repeats an earlier one included. */
export function stageRows(
  batch: readonly ReadRow[],
  held: ReadonlyMap<string, StoredDomain>,
  earlier: ReadonlyMap<string, EarlierRow>,
  context: AssessContext,
): StagedBatch {
  const rows = new Map<number, StagedRow>()
  const inBatch = new Map<string, SameName>()
  const contradicted = new Map<string, readonly Verdict[]>()
  for (const { n, row, read } of batch) {
    const place = { n, line: row.line }
    if (!read.ok) {
      rows.set(n, { ...place, ...refusedRow(read.error) })
      continue
    }
    const candidate = read.value
    const { name } = candidate
    const before = earlier.get(name)
    const known = inBatch.get(name) ?? (before && openName(before))
    if (known === undefined) {
      const content = assessedRow(candidate, held.get(name), context)
      inBatch.set(name, { candidate, first: content, places: [place] })
      rows.set(n, { ...place, ...content })
      continue
    }
    const isDisputed = known.first.code === DIFFERENT_ROWS || !isSameCandidate(known.candidate, candidate)
    const places = [...known.places, place]
    const first = isDisputed ? contradiction(name) : known.first
    inBatch.set(name, { ...known, first, places })
    if (!isDisputed) rows.set(n, { ...place, ...repetition(name, first) })
    else for (const one of places) rows.set(one.n, { ...one, ...contradiction(name) })
    if (isDisputed && before && before.code !== DIFFERENT_ROWS) contradicted.set(name, before.verdicts)
  }
  return { rows: [...rows.values()], contradicted }
}

type RowContent = Omit<StagedRow, 'n' | 'line'>
type Place = Pick<StagedRow, 'n' | 'line'>

/** What the batch knows of a name: what its first row says and came to, and where its rows in the batch are. */
type SameName = {
  readonly candidate: ImportCandidate
  readonly first: Pick<RowContent, 'verdict' | 'code' | 'detail'> & Partial<RowContent>
  readonly places: readonly Place[]
}

function openName({ candidate, verdict, code }: EarlierRow): SameName {
  return { candidate, first: { verdict, code, detail: null }, places: [] }
}

/** A repeated row is refused where the first one is; otherwise it changes nothing. */
function repetition(name: string, { verdict, code, detail }: SameName['first']): RowContent {
  if (verdict === 'refused') return { name, verdict, code, detail, changes: null }
  return { name, verdict: 'same', code: REPEATED_ROW, detail: null, changes: null }
}

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
  for (const verdict of [...contradicted.values()].flat()) {
    next[verdict] -= 1
    next.conflict += 1
  }
  return next
}
