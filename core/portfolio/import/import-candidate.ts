import type { Instant, IsoDate } from '../../calendar/iso-date.ts'
import type { DomainName, DomainNameRefusalCode } from '../../domains/domain-name.ts'
import type { Locks } from '../../domains/locks.ts'
import type { Suffix } from '../../domains/suffix.ts'
import type { Money } from '../../money/money.ts'
import type { DateRefusal } from './date-cell.ts'
import type { ImportField } from './import-field.ts'

/** The facts of a row besides its name and dates. */
export type OptionalFacts = Omit<
  ImportCandidate,
  'name' | 'unicodeName' | 'suffix' | 'registryExpiresOn' | 'registryExpiresAt' | 'paidThroughOn' | 'registeredOn'
>

/** A cell that was left out although its row is taken. */
export type CellWarning = { readonly field: ImportField; readonly code: string; readonly value: string }

/** What one row of a file says about a name. Null: the file says nothing about it. */
export type ImportCandidate = {
  readonly name: DomainName
  readonly unicodeName: string
  readonly suffix: Suffix
  readonly registryExpiresOn: IsoDate | null
  readonly registryExpiresAt: Instant | null
  readonly paidThroughOn: IsoDate | null
  readonly registeredOn: IsoDate | null
  readonly registrarAutoRenew: 'on' | 'off' | null
  readonly statuses: readonly string[] | null
  readonly locks: Locks
  readonly nameServers: readonly string[] | null
  readonly price: Money | null
  readonly department: string | null
  readonly tags: readonly string[] | null
  readonly registrar: string | null
  readonly connection: string | null
  readonly note: string | null
  readonly holding: CandidateHolding | null
  /** Whether the name must not lapse; only ever taken for a name that is new. */
  readonly critical: boolean | null
  readonly warnings: readonly CellWarning[]
}

export type CandidateHolding = 'held' | 'relinquished' | 'transferredOut' | 'lapsed' | 'archived'

/** Why a row is not taken: `no_name`, what is wrong with the name, or what is wrong with a date. */
export type RowRefusal = {
  readonly code: 'no_name' | Exclude<DomainNameRefusalCode, 'empty'> | DateRefusal
  readonly field: ImportField
  /** The cell, cut to 120 characters; for a sub-domain the name it belongs to stands in `registrable`. */
  readonly value: string
  readonly registrable: string | null
}
