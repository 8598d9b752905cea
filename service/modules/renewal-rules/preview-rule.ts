import { setImmediate as nextTurn } from 'node:timers/promises'
import { invariant } from '../../../core/base/invariant.ts'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import {
  type Preview,
  type PreviewRow,
  type PreviewWindow,
  preview,
  previewBounds,
} from '../../../core/renewal/preview.ts'
import { effectiveRenewal, type OuterRules, type RenewalClassKey } from '../../../core/renewal/renewal-class.ts'
import type { RenewalMode } from '../../../core/renewal/renewal-mode.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { countNamesByClass } from '../domains/scope-condition.ts'
import { keyOfClass } from './class-store.ts'
import { type DueRange, sliceDays } from './due-names.ts'
import * as repository from './renewal-rules.repository.ts'

/** A rule that is proposed; a suffix rule with `mode: null` is to be taken away. */
export type RuleProposal =
  | { readonly scope: 'account'; readonly mode: RenewalMode }
  | { readonly scope: 'suffix'; readonly suffix: Suffix; readonly mode: RenewalMode | null }

/** `flips` are all names whose effective mode changes; those of `tooLate` among them still renew for this expiry. */
export type RulePreview = Omit<Preview, 'flips'> & {
  readonly flips: { readonly count: number; readonly sample: readonly string[] }
}

type RuleModes = { readonly account: RenewalMode; readonly suffixes: ReadonlyMap<Suffix, RenewalMode> }
type Classes = ReadonlyMap<number, RenewalClassKey>

const SAMPLE_NAMES = 20

/**
 * What a rule would change, among the names that the reader sees. Money is what all of those names cost, so that
 * `before` is the reader's forecast as it stands. Names are added up per class and rules are held against classes: a
 * million names are some ten thousand groups.
 */
export async function previewRule(
  deps: Deps,
  by: AccountCaller,
  proposal: RuleProposal,
  today: IsoDate,
): Promise<RulePreview> {
  const db = deps.storage.read
  const { account, actor } = by
  const due = await sumWindows(deps, by, today)
  const counts = await countNamesByClass(db, account, actor.scope)
  const modes = await readModes(deps, account)
  // Last, so that the class of every name counted above is among them: classes are made, never removed.
  const rows = await repository.listClasses(db, account)
  const classes: Classes = new Map(rows.map((row) => [row.id, keyOfClass(row)]))
  const before = outerRulesOf(modes)
  const after = outerRulesOf(withProposal(modes, proposal))
  const found = preview(previewRows(classes, counts, due), before, after)
  const ids = [...classes].filter(([, key]) => flips(key, before(key), after(key))).map(([id]) => id)
  const count = found.flips.count + found.tooLate
  const page = { from: today, limit: SAMPLE_NAMES }
  const sample = await repository.sampleNames(db, account, actor.scope, { ids, names: count }, page)
  return { ...found, flips: { count, sample } }
}

async function readModes(deps: Deps, account: string): Promise<RuleModes> {
  const stored = await repository.readRules(deps.storage.read, account)
  const suffixes = new Map([...stored.suffixes].map(([suffix, { mode }]) => [suffix, mode]))
  return { account: stored.account.mode, suffixes }
}

function withProposal(modes: RuleModes, proposal: RuleProposal): RuleModes {
  if (proposal.scope === 'account') return { ...modes, account: proposal.mode }
  const suffixes = new Map(modes.suffixes)
  if (proposal.mode === null) suffixes.delete(proposal.suffix)
  else suffixes.set(proposal.suffix, proposal.mode)
  return { ...modes, suffixes }
}

function outerRulesOf({ account, suffixes }: RuleModes): (key: RenewalClassKey) => OuterRules {
  return ({ suffix }) => ({ account, suffix: suffixes.get(suffix) ?? null })
}

function flips(key: RenewalClassKey, before: OuterRules, after: OuterRules): boolean {
  return key.holding === 'held' && effectiveRenewal(key, before).mode !== effectiveRenewal(key, after).mode
}

type DueGroup = repository.DuePrices & { readonly window: PreviewWindow }

async function sumWindows(deps: Deps, by: AccountCaller, today: IsoDate): Promise<readonly DueGroup[]> {
  const groups: DueGroup[] = []
  for (const { window, range } of windowSlices(today)) {
    const sums = await repository.sumDuePrices(deps.storage.read, by.account, by.actor.scope, range)
    for (const sum of sums) groups.push({ ...sum, window })
    await nextTurn()
  }
  return groups
}

function windowSlices(today: IsoDate): readonly { readonly window: PreviewWindow; readonly range: DueRange }[] {
  const { next90Before, next365Before } = previewBounds(today)
  return [
    { window: 'late', range: { kind: 'late', today } },
    ...sliceDays(today, next90Before).map((range) => ({ window: 'next90' as const, range })),
    ...sliceDays(next90Before, next365Before).map((range) => ({ window: 'next365' as const, range })),
  ]
}

/** What is due within a year, and the rest of each class as `later`. */
function previewRows(
  classes: Classes,
  counts: ReadonlyMap<number, number>,
  due: readonly DueGroup[],
): readonly PreviewRow[] {
  const later = new Map(counts)
  for (const { classId, names } of due) later.set(classId, (later.get(classId) ?? 0) - names)
  const rest = [...later]
    .filter(([, names]) => names > 0)
    .map(([classId, names]): DueGroup => ({ classId, names, money: null, window: 'later' }))
  return [...due, ...rest].map(({ classId, window, names, money }) => {
    const key = classes.get(classId)
    invariant(key, 'each name has a class')
    return { window, names, money, before: key, after: key }
  })
}
