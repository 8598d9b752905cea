import { setImmediate as nextTurn } from 'node:timers/promises'
import type { PriceAhead } from '../../../core/billing/price-list.ts'
import { addDays, type IsoDate, maxDay } from '../../../core/calendar/iso-date.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import type { Currency, MinorUnits } from '../../../core/money/money.ts'
import {
  type Preview,
  type PreviewRow,
  type PreviewWindow,
  preview,
  previewBounds,
  type RulesOf,
} from '../../../core/renewal/preview.ts'
import { effectiveRenewal, type RenewalClassKey } from '../../../core/renewal/renewal-class.ts'
import type { RenewalMode } from '../../../core/renewal/renewal-mode.ts'
import type { Deps } from '../../deps.ts'
import type { AccountCaller } from '../../http/handle.ts'
import { connectionsToOrderThrough } from '../connections/connections.repository.ts'
import { countNamesByClass } from '../domains/scope-condition.ts'
import { laterRenewalPrices } from '../prices/read-price.ts'
import { type ClassBook, readClassBook } from './class-book.ts'
import { type DueRange, sliceDays } from './due-names.ts'
import * as repository from './renewal-rules.repository.ts'

/** A rule that is proposed; a suffix rule with `mode: null` is to be taken away. */
export type RuleProposal =
  | { readonly scope: 'account'; readonly mode: RenewalMode }
  | { readonly scope: 'suffix'; readonly suffix: Suffix; readonly mode: RenewalMode | null }

export type RulePreview = Omit<Preview, 'flips'> & {
  readonly flips: { readonly count: number; readonly sample: readonly string[] }
}

const SAMPLE_NAMES = 20

/**
 * What a rule would change, among the names that the reader sees. Money is what all of those names cost, so that
 * `before` is the reader's forecast as it stands. Prices are added up per class by the database, classes with the same
 * rules are put together, and the rules are held against those few.
 */
export async function previewRule(
  deps: Deps,
  by: AccountCaller,
  proposal: RuleProposal,
  today: IsoDate,
): Promise<RulePreview> {
  const db = deps.storage.read
  const { account, actor } = by
  const modes = await readModes(deps, account)
  const before = rulesOf(modes)
  const after = rulesOf(withProposal(modes, proposal))
  const book = await readClassBook(db, account)
  const groups = groupClasses(book, before, after)
  await addDueNames(deps, by, today, groups, await readRepricing(deps, account, book, today))
  addLaterNames(groups, await countNamesByClass(db, account, actor.scope))
  const all = [...new Set(groups.values())]
  const found = preview(all.flatMap(rowsOf), before, after)
  const { count } = found.flips
  const ids = [...groups].filter(([, { flips }]) => flips).map(([id]) => id)
  const page = { from: today, limit: SAMPLE_NAMES }
  const sample = await repository.sampleNames(db, account, actor.scope, { ids, names: count }, page)
  return { ...found, flips: { count, sample } }
}

type RuleModes = { readonly account: RenewalMode; readonly suffixes: ReadonlyMap<Suffix, RenewalMode> }

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

function rulesOf({ account, suffixes }: RuleModes): RulesOf {
  return ({ suffix }) => ({ account, suffix: suffixes.get(suffix) ?? null })
}

type Sum = { readonly window: PreviewWindow; readonly currency: Currency | null; names: number; minor: number }

/** Classes that the rules treat alike, with what was counted of their names. `key` is that of any of them. */
type ClassGroup = { readonly key: RenewalClassKey; readonly flips: boolean; readonly sums: Sum[]; due: number }

function groupClasses(book: ClassBook, before: RulesOf, after: RulesOf): ReadonlyMap<number, ClassGroup> {
  const groups = new Map<string, ClassGroup>()
  const byClass = new Map<number, ClassGroup>()
  for (const { id, key } of book.values()) {
    const { ruleMode, decisionMode, critical, released, holding } = key
    const alike = [before(key).suffix, after(key).suffix, ruleMode, decisionMode, critical, released, holding].join()
    const group = groups.get(alike) ?? { key, flips: flips(key, before, after), sums: [], due: 0 }
    groups.set(alike, group)
    byClass.set(id, group)
  }
  return byClass
}

function flips(key: RenewalClassKey, before: RulesOf, after: RulesOf): boolean {
  return key.holding === 'held' && effectiveRenewal(key, before(key)).mode !== effectiveRenewal(key, after(key)).mode
}

/** Classes of names whose price will change and that are ordered at it, and what they cost then. */
type Repricing = { readonly classes: ReadonlyMap<number, Suffix>; readonly priceOn: PriceAhead }

async function readRepricing(deps: Deps, account: string, book: ClassBook, today: IsoDate): Promise<Repricing> {
  const db = deps.storage.read
  const { suffixes, priceOn } = await laterRenewalPrices(db, account, today)
  const ordered = await connectionsToOrderThrough(db, account)
  const classes = [...book.values()].flatMap(({ id, key: { suffix, connection } }) =>
    suffixes.includes(suffix) && ordered.has(connection) ? [[id, suffix] as const] : [],
  )
  return { classes: new Map(classes), priceOn }
}

type DueMoney = Pick<repository.DuePrices, 'currency' | 'minor'>

/** What names cost on the day of their renewal. */
function moneyOf(due: repository.DuePrices, { classes, priceOn }: Repricing, today: IsoDate): DueMoney {
  const suffix = classes.get(due.classId)
  if (suffix === undefined || due.decideBy === null) return due
  const price = priceOn(suffix, maxDay(addDays(due.decideBy, 1), today))
  if (price === undefined) return due
  return price === null
    ? { currency: null, minor: null }
    : { currency: price.currency, minor: (price.minor * due.names) as MinorUnits }
}

/** Names of a class that was made after the preview began are left out, like any change made meanwhile. */
async function addDueNames(
  deps: Deps,
  by: AccountCaller,
  today: IsoDate,
  groups: ReadonlyMap<number, ClassGroup>,
  repricing: Repricing,
): Promise<void> {
  const repriced = [...repricing.classes.keys()]
  for (const { window, range } of windowSlices(today)) {
    const due = await repository.sumDuePrices(deps.storage.read, by.account, by.actor.scope, range, repriced)
    for (const row of due) {
      const group = groups.get(row.classId)
      const { currency, minor } = moneyOf(row, repricing, today)
      if (group) addTo(group, { window, currency, names: row.names, minor: minor ?? 0 })
    }
    await nextTurn()
  }
}

function addTo(group: ClassGroup, sum: Sum): void {
  group.due += sum.names
  const known = group.sums.find(({ window, currency }) => window === sum.window && currency === sum.currency)
  if (!known) {
    group.sums.push(sum)
    return
  }
  known.names += sum.names
  known.minor += sum.minor
}

/** What is not due within a year: expired, undated, or later. */
function addLaterNames(groups: ReadonlyMap<number, ClassGroup>, counts: ReadonlyMap<number, number>): void {
  const all = new Map<ClassGroup, number>()
  for (const [classId, names] of counts) {
    const group = groups.get(classId)
    if (group) all.set(group, (all.get(group) ?? 0) + names)
  }
  for (const [group, names] of all) {
    group.sums.push({ window: 'later', currency: null, names: Math.max(0, names - group.due), minor: 0 })
  }
}

function windowSlices(today: IsoDate): readonly { readonly window: PreviewWindow; readonly range: DueRange }[] {
  const { next90Before, next365Before } = previewBounds(today)
  return [
    { window: 'late', range: { kind: 'late', today } },
    ...sliceDays(today, next90Before).map((range) => ({ window: 'next90' as const, range })),
    ...sliceDays(next90Before, next365Before).map((range) => ({ window: 'next365' as const, range })),
  ]
}

function rowsOf({ key, sums }: ClassGroup): readonly PreviewRow[] {
  return sums.map(({ window, currency, names, minor }) => {
    const money = currency === null ? null : { currency, minor: minor as MinorUnits }
    return { window, names, money, before: key, after: key }
  })
}
