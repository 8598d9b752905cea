import { assertNever } from '../../../core/base/invariant.ts'
import { isUnassigned } from '../../../core/portfolio/unassigned.ts'
import type { ConnectionCutOffs, CutOff } from '../../../core/renewal/deadlines.ts'
import type { Gateway } from '../../../core/renewal/gateway.ts'
import type { Connection } from './api/list-connections.ts'

/** The cut-off of one suffix as a form holds it; `number` is a number of days or a day of the month. */
export type CutOffValues = {
  /** Stays with the row while others come and go. */
  readonly key: string
  readonly suffix: string
  readonly kind: CutOff['kind']
  readonly number: number | string
}

export type ConnectionValues = {
  readonly name: string
  readonly registrar: string
  readonly gateway: Gateway
  readonly cutOffs: readonly CutOffValues[]
}

/** For all suffixes that have none of their own. */
export const ALL_SUFFIXES = '*'

export const NEW_CONNECTION: ConnectionValues = {
  name: '',
  registrar: '',
  gateway: 'none',
  cutOffs: [],
}

/** The connection without a registrar has no name of its own to be changed. */
export function connectionValues(connection: Connection): ConnectionValues {
  const { registrar, gateway, cutOffs } = connection
  return {
    name: isUnassigned(connection) ? '' : connection.name,
    registrar,
    gateway,
    cutOffs: Object.entries(cutOffs).map(([suffix, one]) => cutOffValues(suffix, one)),
  }
}

type Identity = Pick<ConnectionValues, 'name' | 'registrar'>

export function identityOf({ name, registrar }: Identity): Identity {
  return { name, registrar }
}

/** Name and registrar as a change has to send them: neither, where the one without a registrar is to stay without. */
export function changedIdentity(before: Identity, { name, registrar }: Identity): Partial<Identity> {
  const isBlank = name.trim() === '' && registrar.trim() === ''
  return isUnassigned(before) && isBlank ? {} : { name, registrar }
}

function cutOffValues(suffix: string, cutOff: CutOff): CutOffValues {
  return { key: suffix, suffix, kind: cutOff.kind, number: numberOf(cutOff) }
}

function numberOf(cutOff: CutOff): number {
  switch (cutOff.kind) {
    case 'daysBefore':
      return cutOff.days
    case 'dayOfExpiryMonth':
      return cutOff.day
    case 'endOfPreviousMonth':
      return 0
    default:
      return assertNever(cutOff, 'cut-off')
  }
}

export function toCutOff({ kind, number }: Pick<CutOffValues, 'kind' | 'number'>): CutOff {
  switch (kind) {
    case 'daysBefore':
      return { kind, days: Number(number) }
    case 'dayOfExpiryMonth':
      return { kind, day: Number(number) }
    case 'endOfPreviousMonth':
      return { kind }
    default:
      return assertNever(kind, 'kind of cut-off')
  }
}

export function toCutOffs(rows: readonly CutOffValues[]): Record<string, CutOff> {
  return Object.fromEntries(rows.map((row) => [suffixKey(row.suffix), toCutOff(row)]))
}

/** As people write a suffix, with or without its dot. */
export function suffixKey(text: string): string {
  return text.trim().replace(/^\./, '').toLowerCase()
}

/** What a change has to send: the cut-offs as they shall be, and null for each that is gone. */
export function changedCutOffs(
  before: ConnectionCutOffs,
  after: Readonly<Record<string, CutOff>>,
): Record<string, CutOff | null> {
  const gone = Object.keys(before).filter((suffix) => !Object.hasOwn(after, suffix))
  return { ...after, ...Object.fromEntries(gone.map((suffix) => [suffix, null])) }
}
