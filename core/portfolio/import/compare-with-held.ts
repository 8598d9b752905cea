import type { Instant, IsoDate } from '../../calendar/iso-date.ts'
import { isStronger, type Provenance } from '../../domains/dated-fact.ts'
import { LOCKS, type Locks } from '../../domains/locks.ts'
import { formatAmount, type Money } from '../../money/money.ts'
import type { CandidateHolding, ImportCandidate } from './import-candidate.ts'

/** A name as the account holds it. A fact without provenance yields to any report. */
export type HeldName = {
  readonly registryExpiresOn: IsoDate | null
  readonly registryExpiresAt: Instant | null
  readonly paidThroughOn: IsoDate | null
  readonly registeredOn: IsoDate | null
  readonly registrarAutoRenew: 'on' | 'off' | 'unknown'
  readonly statuses: readonly string[]
  readonly locks: Locks
  readonly nameServers: readonly string[]
  readonly price: Money | null
  readonly department: string | null
  readonly tags: readonly string[]
  readonly connection: string
  readonly note: string | null
  readonly holding: CandidateHolding
  readonly provenance: Readonly<Record<string, Provenance>>
}

/** What an import writes: the fields that take a new value. Tags are the whole new list. */
export type HeldPatch = Partial<Omit<HeldName, 'provenance'>>

/** One field before and after, as text for people; locks as `transfer: on`, lists joined by blanks. */
export type FieldChange = { readonly field: string; readonly before: string | null; readonly after: string | null }

/**
 * What a row would do. `changed` and `conflict` name their fields; a conflict (a date that would move backwards) is left
 * alone until a person takes it. `same`: nothing changes to the eye; `freshened` are facts it confirms with a later day.
 */
export type RowVerdict = {
  readonly kind: 'changed' | 'same' | 'conflict'
  readonly changes: readonly FieldChange[]
  readonly patch: HeldPatch
  readonly freshened: readonly string[]
}

/**
 * Holds a row against the name as it is held. `connection` is the connection that the file puts the name in, or null
 * when it says none. Cells that are empty in the file change nothing; tags are only ever added.
 */
export function compareWithHeld(
  candidate: ImportCandidate,
  held: HeldName,
  file: { readonly asOf: IsoDate; readonly connection: string | null },
): RowVerdict {
  const incoming: Provenance = { source: 'import', asOf: file.asOf }
  const changes: FieldChange[] = []
  const freshened: string[] = []
  const patch: HeldPatch = {}
  let isConflict = false
  for (const fact of statedFacts(candidate, held, file.connection)) {
    const { field, before, after } = fact
    const outcome = outcomeOf(fact, held.provenance[field], incoming)
    if (outcome === 'freshened') freshened.push(field)
    if (outcome !== 'changed' && outcome !== 'conflict') continue
    isConflict ||= outcome === 'conflict'
    changes.push({ field, before, after })
    Object.assign(patch, fact.patch)
  }
  return { kind: isConflict ? 'conflict' : changes.length > 0 ? 'changed' : 'same', changes, patch, freshened }
}

/**
 * `expiry` never moves backwards unasked, `reported` is what registrars know better, `own` what people keep themselves:
 * a file changes that when it is not older, whatever the source of the last change.
 */
type Weighing = 'expiry' | 'reported' | 'own'

/** A fact that the row states, with both values as text that is equal exactly when they are. */
type StatedFact = {
  readonly field: keyof HeldPatch
  readonly weighing: Weighing
  readonly before: string | null
  readonly after: string | null
  readonly patch: HeldPatch
}

function statedFacts(candidate: ImportCandidate, held: HeldName, connection: string | null): readonly StatedFact[] {
  const facts: StatedFact[] = []
  const state = (
    weighing: Weighing,
    field: keyof HeldPatch,
    before: string | null,
    after: string | null,
    patch: HeldPatch,
  ) => void facts.push({ field, weighing, before, after, patch })
  const { registryExpiresOn, registryExpiresAt, paidThroughOn, registeredOn, registrarAutoRenew } = candidate
  const { statuses, nameServers, price, department, note, holding } = candidate
  if (registryExpiresOn) {
    const patch = { registryExpiresOn, registryExpiresAt }
    state('expiry', 'registryExpiresOn', held.registryExpiresOn, registryExpiresOn, patch)
  }
  if (paidThroughOn) state('expiry', 'paidThroughOn', held.paidThroughOn, paidThroughOn, { paidThroughOn })
  if (registeredOn) state('reported', 'registeredOn', held.registeredOn, registeredOn, { registeredOn })
  if (registrarAutoRenew) {
    state('reported', 'registrarAutoRenew', held.registrarAutoRenew, registrarAutoRenew, { registrarAutoRenew })
  }
  if (statuses) state('reported', 'statuses', listText(held.statuses), listText(statuses), { statuses })
  if (LOCKS.some((lock) => candidate.locks[lock] !== null)) {
    const locks = mergedLocks(held.locks, candidate.locks)
    state('reported', 'locks', locksText(held.locks), locksText(locks), { locks })
  }
  if (nameServers) state('reported', 'nameServers', listText(held.nameServers), listText(nameServers), { nameServers })
  if (price) state('own', 'price', moneyText(held.price), moneyText(price), { price })
  if (department) state('own', 'department', held.department, department, { department })
  if (candidate.tags) {
    const tags = [...new Set([...held.tags, ...candidate.tags])].toSorted()
    state('own', 'tags', listText(held.tags), listText(tags), { tags })
  }
  if (connection) state('own', 'connection', held.connection, connection, { connection })
  if (note) state('own', 'note', held.note, note, { note })
  if (holding) state('own', 'holding', held.holding, holding, { holding })
  return facts
}

type Outcome = 'kept' | 'freshened' | 'changed' | 'conflict'

function outcomeOf(fact: StatedFact, known: Provenance | undefined, incoming: Provenance): Outcome {
  if (fact.before === null || known === undefined) return unweighed(fact)
  const accepted = fact.weighing === 'own' ? incoming.asOf >= known.asOf : isStronger(incoming, known)
  if (!accepted) return 'kept'
  if (fact.before === fact.after) return incoming.asOf > known.asOf ? 'freshened' : 'kept'
  return movesBackwards(fact) ? 'conflict' : 'changed'
}

/** Nothing was known, or nobody noted how: any report is news, but an expiry still never moves backwards unasked. */
function unweighed(fact: StatedFact): Outcome {
  if (fact.before === fact.after) return 'kept'
  return movesBackwards(fact) ? 'conflict' : 'changed'
}

function movesBackwards({ weighing, before, after }: StatedFact): boolean {
  return weighing === 'expiry' && before !== null && after !== null && after < before
}

function mergedLocks(held: Locks, stated: Locks): Locks {
  return {
    transfer: stated.transfer ?? held.transfer,
    update: stated.update ?? held.update,
    delete: stated.delete ?? held.delete,
    renew: stated.renew ?? held.renew,
  }
}

function listText(values: readonly string[]): string | null {
  if (values.length < 2) return values[0] ?? null
  return values.toSorted().join(', ')
}

function moneyText(money: Money | null): string | null {
  return money && `${formatAmount(money)} ${money.currency}`
}

function locksText(locks: Locks): string | null {
  const known = LOCKS.filter((lock) => locks[lock] !== null)
  return known.length === 0 ? null : known.map((lock) => `${lock}: ${locks[lock] ? 'on' : 'off'}`).join(', ')
}

/** Whether two rows of a file say the same about a name; warnings do not count. */
export function isSameCandidate(a: ImportCandidate, b: ImportCandidate): boolean {
  const { warnings: _a, ...left } = a
  const { warnings: _b, ...right } = b
  return JSON.stringify(left) === JSON.stringify(right)
}
