import type { Instant, IsoDate } from '../calendar/iso-date.ts'
import { addDays } from '../calendar/iso-date.ts'
import type { RenewalMode } from './renewal-mode.ts'

export const DECISION_VERDICTS = [
  'change',
  'noChange',
  'tooLate',
  'unknown',
  'noPermission',
  'critical',
  'changedSince',
  'empty',
  'unreadable',
] as const

/**
 * What becomes of one row of a returned sheet. Only `change` is applied. `unknown`: no such name in the notice or out of
 * the reader's sight. `critical`: letting a critical name lapse needs its own confirmation. `changedSince`: expiry, mode
 * or decision are no longer those that the sheet was filled in for, by somebody else or by other means than a sheet. A
 * person who corrects a sheet and hands it in again meets their own decisions, which are theirs to change.
 */
export type DecisionVerdict = (typeof DECISION_VERDICTS)[number]

/** A row of the sheet as it was read; `expiresOn` is null where the cell holds no day. */
export type DecisionRow = {
  readonly row: number
  readonly name: string
  readonly expiresOn: IsoDate | null
  readonly decision: string
}

/** `via` of decisions that came in with a sheet. */
export const VIA_SHEET = 'sheet'

/** What is known now of the name in a row, and what its notice said. `by` of a decision is who applied it. */
export type DecisionFacts = {
  readonly expiresOn: IsoDate | null
  readonly decideBy: IsoDate | null
  readonly mode: RenewalMode
  readonly decision: {
    readonly mode: RenewalMode
    readonly by: string
    readonly at: Instant
    readonly via: string
  } | null
  readonly critical: boolean
  readonly mayDecide: boolean
  readonly inNotice: { readonly mode: RenewalMode; readonly decisionMode: RenewalMode | null }
}

/** Who handed the sheet in and when, and the day on which it is looked at. */
export type SheetTerms = { readonly handedInBy: string; readonly handedInAt: Instant; readonly today: IsoDate }

export type DecisionDiff = {
  readonly row: number
  readonly name: string
  readonly verdict: DecisionVerdict
  readonly decision: RenewalMode | null
  readonly current: RenewalMode | null
  readonly expiresOn: IsoDate | null
  /** The day on which the name renews, for the answer "too late: renews on …". */
  readonly renewsOn: IsoDate | null
}

/** Words that people write into the column 判断 / decision, after folding of width and case. */
const WORDS: Readonly<Record<RenewalMode, readonly string[]>> = {
  renew: ['更新する', '更新', '自動更新', '継続', '継続する', '維持', '維持する', 'renew', 'auto-renew', 'keep'],
  expire: [
    '更新しない',
    '自動失効',
    '失効',
    '失効させる',
    '廃止',
    '廃止する',
    '不要',
    'expire',
    'lapse',
    'drop',
    "don't renew",
  ],
}

/** Reads a decision cell: `empty` for nothing, null for a word that nobody can read. */
export function readDecision(cell: string): RenewalMode | 'empty' | null {
  const word = cell.normalize('NFKC').replace(/[’‘]/g, "'").trim().toLowerCase()
  if (word === '') return 'empty'
  if (WORDS.renew.includes(word)) return 'renew'
  return WORDS.expire.includes(word) ? 'expire' : null
}

/** Holds one row against today's facts; `facts` is null when the name is not in the notice or cannot be seen. */
export function diffDecision(row: DecisionRow, facts: DecisionFacts | null, sheet: SheetTerms): DecisionDiff {
  const read = readDecision(row.decision)
  const decision = read === 'empty' ? null : read
  return {
    row: row.row,
    name: row.name,
    verdict: read === 'empty' ? 'empty' : verdictOf(row, decision, facts, sheet),
    decision,
    current: facts?.mode ?? null,
    expiresOn: facts ? facts.expiresOn : row.expiresOn,
    renewsOn: facts?.decideBy ? addDays(facts.decideBy, 1) : null,
  }
}

function verdictOf(
  row: DecisionRow,
  decision: RenewalMode | null,
  facts: DecisionFacts | null,
  sheet: SheetTerms,
): DecisionVerdict {
  if (decision === null || row.expiresOn === null) return 'unreadable'
  if (!facts) return 'unknown'
  if (!facts.mayDecide) return 'noPermission'
  if (facts.expiresOn !== row.expiresOn) return 'changedSince'
  if (facts.decision?.mode === decision) return 'noChange'
  if (decision === 'expire' && facts.critical) return 'critical'
  if (decision === 'expire' && facts.mode === 'renew' && isPast(facts.decideBy, sheet.today)) return 'tooLate'
  return hasChanged(facts, sheet) ? 'changedSince' : 'change'
}

function isPast(day: IsoDate | null, today: IsoDate): boolean {
  return day !== null && day < today
}

function hasChanged({ mode, decision, inNotice }: DecisionFacts, sheet: SheetTerms): boolean {
  if (decision && isOfEarlierSheet(decision, sheet)) return false
  return mode !== inNotice.mode || (decision?.mode ?? null) !== inNotice.decisionMode
}

/** A decision made after this sheet came in is not among what its person corrects with it, even if it is their own. */
function isOfEarlierSheet(decision: NonNullable<DecisionFacts['decision']>, sheet: SheetTerms): boolean {
  return decision.via === VIA_SHEET && decision.by === sheet.handedInBy && decision.at <= sheet.handedInAt
}

/** How many rows came to each verdict. */
export function countVerdicts(diffs: Iterable<DecisionDiff>): Readonly<Record<DecisionVerdict, number>> {
  const counts: Record<DecisionVerdict, number> = {
    change: 0,
    noChange: 0,
    tooLate: 0,
    unknown: 0,
    noPermission: 0,
    critical: 0,
    changedSince: 0,
    empty: 0,
    unreadable: 0,
  }
  for (const { verdict } of diffs) counts[verdict] += 1
  return counts
}
