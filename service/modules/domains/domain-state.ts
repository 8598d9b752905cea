import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Instant, IsoDate } from '../../../core/calendar/iso-date.ts'
import { FACT_SOURCES, type Provenance } from '../../../core/domains/dated-fact.ts'
import type { DomainName } from '../../../core/domains/domain-name.ts'
import type { Locks } from '../../../core/domains/locks.ts'
import type { Suffix } from '../../../core/domains/suffix.ts'
import type { Currency, MinorUnits, Money } from '../../../core/money/money.ts'
import type { Holding, RegistrarAutoRenew, RenewalClassKey } from '../../../core/renewal/renewal-class.ts'
import type { RenewalMode } from '../../../core/renewal/renewal-mode.ts'
import type { DomainTables } from './domains.table.ts'

export type DomainRow = Selectable<DomainTables['domain']>

/** Who did something (a person's id) and when. */
export type Stamp = { readonly by: string; readonly at: Instant }

/** What is stated about a name. What follows from it - class, expiry, deadlines, lock level - is worked out on writing. */
export type DomainFacts = {
  readonly connection: string
  readonly holding: Holding
  readonly registryExpiresOn: IsoDate | null
  readonly registryExpiresAt: Instant | null
  readonly paidThroughOn: IsoDate | null
  readonly registeredOn: IsoDate | null
  readonly registrarAutoRenew: RegistrarAutoRenew
  /** The registry's own words, all of them. */
  readonly statuses: readonly string[]
  readonly locks: Locks
  readonly nameServers: readonly string[]
  /** What the registrar charges for a year; where we can order the renewal, the price list says what it costs. */
  readonly price: Money | null
  readonly department: string | null
  readonly tags: readonly string[]
  readonly note: string | null
  /** Source and age by the fact's name above. */
  readonly provenance: Readonly<Record<string, Provenance>>
  readonly rule: (Stamp & { readonly mode: RenewalMode }) | null
  readonly decision: (Stamp & { readonly mode: RenewalMode; readonly forExpiry: IsoDate; readonly via: string }) | null
  readonly critical: Stamp | null
  readonly release: (Stamp & { readonly forExpiry: IsoDate }) | null
}

/** A name and what is stated about it. */
export type DomainState = DomainFacts & {
  readonly name: DomainName
  readonly unicodeName: string
  readonly suffix: Suffix
}

/** A name as it is stored. `row` is the whole row, for what follows from the facts. */
export type StoredDomain = { readonly id: number; readonly row: DomainRow; readonly state: DomainState }

/** A name that nothing is known about yet. */
export function newDomainFacts(connection: string): DomainFacts {
  return {
    connection,
    holding: 'held',
    registryExpiresOn: null,
    registryExpiresAt: null,
    paidThroughOn: null,
    registeredOn: null,
    registrarAutoRenew: 'unknown',
    statuses: [],
    locks: { transfer: null, update: null, delete: null, renew: null },
    nameServers: [],
    price: null,
    department: null,
    tags: [],
    note: null,
    provenance: {},
    rule: null,
    decision: null,
    critical: null,
    release: null,
  }
}

/** Reads a row together with the key of its class. */
export function stateOfRow(row: DomainRow, key: RenewalClassKey): DomainState {
  return {
    name: row.name as DomainName,
    unicodeName: row.unicode_name,
    suffix: key.suffix,
    connection: key.connection,
    holding: key.holding,
    registryExpiresOn: row.registry_expires_on as IsoDate | null,
    registryExpiresAt: row.registry_expires_at as Instant | null,
    paidThroughOn: row.paid_through_on as IsoDate | null,
    registeredOn: row.registered_on as IsoDate | null,
    registrarAutoRenew: key.registrarAutoRenew,
    statuses: parseTexts(row.registry_statuses),
    locks: locksOfRow(row),
    nameServers: parseTexts(row.name_servers),
    price: costOfRow(row),
    department: row.department,
    tags: parseTexts(row.tags),
    note: row.note,
    provenance: parseProvenance(row.provenance),
    ...renewalOfRow(row, key),
  }
}

export function locksOfRow(row: Pick<DomainRow, `lock_${keyof Locks}`>): Locks {
  return {
    transfer: truth(row.lock_transfer),
    update: truth(row.lock_update),
    delete: truth(row.lock_delete),
    renew: truth(row.lock_renew),
  }
}

/** What a year's renewal costs the account. */
export function priceOfRow(row: Pick<DomainRow, 'price_currency' | 'price_minor'>): Money | null {
  return moneyOf(row.price_minor, row.price_currency)
}

/** What the registrar charges, as somebody stated it. */
export function costOfRow(row: Pick<DomainRow, 'cost_currency' | 'cost_minor'>): Money | null {
  return moneyOf(row.cost_minor, row.cost_currency)
}

function moneyOf(minor: number | null, currency: string | null): Money | null {
  if (minor === null || currency === null) return null
  return { minor: minor as MinorUnits, currency: currency as Currency }
}

const textsSchema = z.array(z.string()).readonly()
const storedProvenanceSchema = z.record(
  z.string(),
  z.object({ source: z.enum(FACT_SOURCES), asOf: z.string().transform((day) => day as IsoDate) }),
)

/** A JSON array of texts out of a column. */
export function parseTexts(json: string): readonly string[] {
  return json === '[]' ? [] : textsSchema.parse(JSON.parse(json))
}

function parseProvenance(json: string): Readonly<Record<string, Provenance>> {
  return storedProvenanceSchema.parse(JSON.parse(json))
}

/** The modes of the name's own rule and decision stand in its class, who set them in its row. */
function renewalOfRow(row: DomainRow, key: RenewalClassKey) {
  const rule = stamp(row.rule_by, row.rule_at)
  const decision = stamp(row.decision_by, row.decision_at)
  const release = stamp(row.release_by, row.release_at)
  return {
    rule: key.ruleMode && rule ? { ...rule, mode: key.ruleMode } : null,
    decision:
      key.decisionMode && decision && row.decision_for
        ? { ...decision, mode: key.decisionMode, forExpiry: row.decision_for as IsoDate, via: row.decision_via ?? '' }
        : null,
    critical: key.critical ? stamp(row.critical_by, row.critical_at) : null,
    release: release && row.release_for ? { ...release, forExpiry: row.release_for as IsoDate } : null,
  }
}

function stamp(by: string | null, at: string | null): Stamp | null {
  return by === null || at === null ? null : { by, at: at as Instant }
}

function truth(stored: number | null): boolean | null {
  return stored === null ? null : stored === 1
}
