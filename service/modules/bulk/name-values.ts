import { z } from 'zod'
import { assertNever } from '../../../core/base/invariant.ts'
import { type Instant, type IsoDate, isoDateSchema } from '../../../core/calendar/iso-date.ts'
import { factSourceSchema } from '../../../core/domains/dated-fact.ts'
import { UNKNOWN_LOCKS } from '../../../core/domains/locks.ts'
import type { RenewalClassKey } from '../../../core/renewal/renewal-class.ts'
import { renewalModeSchema } from '../../../core/renewal/renewal-mode.ts'
import type { RenewalStep } from '../../../core/renewal/renewal-step.ts'
import { retagged } from '../domains/change-facts.ts'
import { type DomainRow, locksOfRow, parseTexts, type Stamp } from '../domains/domain-state.ts'
import { type BulkChange, type FactStatement, isRenewalStep } from './bulk-action.ts'

const instant = z.string().transform((text) => text as Instant)
const stamp = { by: z.string(), at: instant }
const truth = z.boolean().nullable()

/**
 * What a job changed in a name, as its items keep it: only the members that its action touches. `source` is where the
 * fact came from, and when.
 */
export const nameValuesSchema = z.strictObject({
  rule: z
    .strictObject({ mode: renewalModeSchema, ...stamp })
    .nullable()
    .optional(),
  decision: z
    .strictObject({ mode: renewalModeSchema, forExpiry: isoDateSchema, via: z.string(), ...stamp })
    .nullable()
    .optional(),
  critical: z.strictObject(stamp).nullable().optional(),
  release: z
    .strictObject({ forExpiry: isoDateSchema, ...stamp })
    .nullable()
    .optional(),
  locks: z.strictObject({ transfer: truth, update: truth, delete: truth, renew: truth }).optional(),
  tags: z.array(z.string()).optional(),
  department: z.string().nullable().optional(),
  nameServers: z.array(z.string()).optional(),
  source: z.strictObject({ source: factSourceSchema, asOf: isoDateSchema }).nullable().optional(),
})
export type NameValues = z.input<typeof nameValuesSchema>
/** The same, read back out of an item. */
export type StoredValues = z.output<typeof nameValuesSchema>

/** A fact with a source; its name is the same in the provenance of a row. */
export type SourcedFact = 'locks' | 'tags' | 'department' | 'nameServers'
type Member = Exclude<keyof NameValues, 'source'>

/** How decisions taken in bulk are marked. */
export const VIA_BULK = 'bulk'

const MEMBERS: Readonly<Record<BulkChange['kind'], readonly Member[]>> = {
  setRenewal: ['rule'],
  decide: ['decision'],
  setCritical: ['critical', 'release', 'rule', 'decision'],
  setLocks: ['locks'],
  setTags: ['tags'],
  setDepartment: ['department'],
  setNameServers: ['nameServers'],
  renew: [],
}

const COLUMNS: Readonly<Record<Member, readonly (keyof DomainRow)[]>> = {
  rule: ['rule_by', 'rule_at'],
  decision: ['decision_for', 'decision_by', 'decision_at', 'decision_via'],
  critical: ['critical_by', 'critical_at'],
  release: ['release_for', 'release_by', 'release_at'],
  locks: ['lock_transfer', 'lock_update', 'lock_delete', 'lock_renew'],
  tags: ['tags'],
  department: ['department'],
  nameServers: ['name_servers'],
}

/** The columns that `valuesOf` reads for a kind of change. */
export function valueColumns(kind: BulkChange['kind']): readonly (keyof DomainRow)[] {
  const columns = MEMBERS[kind].flatMap((member) => COLUMNS[member])
  return kind === 'setCritical' ? ['name', ...columns] : columns
}

/** The fact that a kind of change states, where it is one with a source. */
export function factOf(kind: BulkChange['kind']): SourcedFact | null {
  switch (kind) {
    case 'setLocks':
      return 'locks'
    case 'setTags':
      return 'tags'
    case 'setDepartment':
      return 'department'
    case 'setNameServers':
      return 'nameServers'
    case 'setRenewal':
    case 'decide':
    case 'setCritical':
    case 'renew':
      return null
    default:
      return assertNever(kind, 'kind of bulk change')
  }
}

/** What a name has now of all that a kind of change touches. */
export function valuesOf(kind: BulkChange['kind'], row: DomainRow, key: RenewalClassKey): NameValues {
  const values: NameValues = {}
  for (const member of MEMBERS[kind]) Object.assign(values, readMember(member, row, key))
  return values
}

/** The same, with the source of the fact. */
export function sourcedValuesOf(kind: BulkChange['kind'], row: DomainRow, key: RenewalClassKey): NameValues {
  const fact = factOf(kind)
  const values = valuesOf(kind, row, key)
  return fact === null ? values : { ...values, source: JSON.parse(row.provenance)[fact] ?? null }
}

function readMember(member: Member, row: DomainRow, key: RenewalClassKey): NameValues {
  switch (member) {
    case 'rule':
      return { rule: stamped(row.rule_by, row.rule_at, key.ruleMode && { mode: key.ruleMode }) }
    case 'decision': {
      const { decision_for: forExpiry, decision_via: via } = row
      const what = key.decisionMode && forExpiry && { mode: key.decisionMode, forExpiry, via: via ?? '' }
      return { decision: stamped(row.decision_by, row.decision_at, what) }
    }
    case 'critical':
      return { critical: stamped(row.critical_by, row.critical_at, key.critical ? {} : null) }
    case 'release': {
      const what = row.release_for === null ? null : { forExpiry: row.release_for }
      return { release: stamped(row.release_by, row.release_at, what) }
    }
    case 'locks':
      return { locks: { ...locksOfRow(row) } }
    case 'tags':
      return { tags: [...parseTexts(row.tags)] }
    case 'department':
      return { department: row.department }
    case 'nameServers':
      return { nameServers: [...parseTexts(row.name_servers)] }
    default:
      return assertNever(member, 'member')
  }
}

function stamped<T extends object>(by: string | null, at: string | null, what: T | null | ''): (T & Stamp) | null {
  return by === null || at === null || !what ? null : { ...what, by, at: at as Instant }
}

/** What a name has after the change, of the members that the change touches. */
export function valuesAfter(change: BulkChange, before: NameValues, expiresOn: IsoDate | null, by: Stamp): NameValues {
  if (change.kind === 'renew') return {}
  return isRenewalStep(change) ? stepped(change, before, expiresOn, by) : stated(change, before)
}

function stepped(step: RenewalStep, before: NameValues, expiresOn: IsoDate | null, by: Stamp): NameValues {
  switch (step.kind) {
    case 'setRenewal':
      return { rule: step.mode && { mode: step.mode, ...by } }
    case 'decide':
      return { decision: step.mode && expiresOn && { mode: step.mode, forExpiry: expiresOn, via: VIA_BULK, ...by } }
    case 'setCritical':
      return step.critical
        ? { critical: by, release: null, rule: unlessExpire(before.rule), decision: unlessExpire(before.decision) }
        : { ...before, critical: null, release: null }
    default:
      return assertNever(step, 'renewal step')
  }
}

/** A fact as it is once a person has stated it. */
export function stated(change: FactStatement, before: NameValues): NameValues {
  switch (change.kind) {
    case 'setLocks':
      return { locks: { ...UNKNOWN_LOCKS, ...before.locks, ...change.locks } }
    case 'setTags':
      return { tags: [...parseTexts(retagged(JSON.stringify(before.tags ?? []), change))] }
    case 'setDepartment':
      return { department: change.department }
    case 'setNameServers':
      return { nameServers: [...change.nameServers] }
    default:
      return assertNever(change, 'fact')
  }
}

/** Marking a critical name takes away what would let it lapse. */
function unlessExpire<T extends { readonly mode: string }>(own: T | null | undefined): T | null {
  return own?.mode === 'expire' ? null : (own ?? null)
}
