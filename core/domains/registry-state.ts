import { z } from 'zod'
import { assertNever } from '../base/invariant.ts'
import { addDays, addYears, endOfMonth, type IsoDate } from '../calendar/iso-date.ts'
import { isLockStatus } from './locks.ts'
import { readStatus, type StatusText } from './status-text.ts'
import type { Suffix } from './suffix.ts'
import { suffixFacts } from './tld-catalogue.ts'

export const REGISTRY_STATES = [
  'normal',
  'autoRenewPeriod',
  'hold',
  'toBeDeleted',
  'suspended',
  'deleted',
  'redemption',
  'pendingDelete',
  'pendingTransfer',
  'provisional',
  'renamed',
  'reserved',
  'released',
  'unknown',
] as const

/**
 * What the registry last said about a name. `suspended` is the month in which a .jp name can still be restored,
 * `deleted` the months in which an organisational .jp name is frozen; `unknown`: nothing was said that we understand.
 */
export type RegistryState = (typeof REGISTRY_STATES)[number]

export const registryStateSchema = z.enum(REGISTRY_STATES)

export type RegistryReport = {
  readonly state: RegistryState
  /** Last day of the state as far as the rules of the suffix tell; null where it has no end of its own. */
  readonly until: IsoDate | null
  /** The expiry that an organisational .jp name carries in its status text. */
  readonly expiresOn: IsoDate | null
  /** Statuses that no rule understands, as they came. */
  readonly unrecognised: readonly string[]
}

/** What else is known when statuses are read; all days are the registry's. */
export type StatusContext = {
  readonly suffix: Suffix
  readonly registryExpiresOn: IsoDate | null
  readonly paidThroughOn: IsoDate | null
  /** The day of the reading. */
  readonly asOf: IsoDate
}

type StateTable = Readonly<Record<string, RegistryState>>

/** EPP (RFC 5731, RFC 3915) and RDAP (RFC 8056) statuses. */
const EPP_STATES: StateTable = {
  ok: 'normal',
  active: 'normal',
  inactive: 'normal',
  linked: 'normal',
  associated: 'normal',
  addperiod: 'normal',
  renewperiod: 'normal',
  transferperiod: 'normal',
  pendingcreate: 'normal',
  pendingrenew: 'normal',
  pendingupdate: 'normal',
  autorenewperiod: 'autoRenewPeriod',
  clienthold: 'hold',
  serverhold: 'hold',
  redemptionperiod: 'redemption',
  pendingrestore: 'redemption',
  pendingdelete: 'pendingDelete',
  pendingtransfer: 'pendingTransfer',
}

/** Statuses of the .jp WHOIS; elsewhere the same words are a registrar's own and mean something else. */
const JP_STATES: StateTable = {
  ...EPP_STATES,
  registered: 'normal',
  connected: 'normal',
  hold: 'hold',
  tobesuspended: 'toBeDeleted',
  tobedeleted: 'toBeDeleted',
  suspended: 'suspended',
  deleted: 'deleted',
  advanceregistered: 'provisional',
  userreserved: 'provisional',
  renamed: 'renamed',
  reserved: 'reserved',
}

/** Which state counts when several are reported: the one nearest to the loss of the name comes first. */
const PRECEDENCE: readonly RegistryState[] = [
  'redemption',
  'pendingDelete',
  'deleted',
  'suspended',
  'toBeDeleted',
  'pendingTransfer',
  'autoRenewPeriod',
  'hold',
  'provisional',
  'renamed',
  'reserved',
  'normal',
]

/** .jp statuses of living names whose bracketed day is the expiry; behind `Deleted` it is the end of the freeze. */
const DAY_IS_EXPIRY = ['connected', 'registered']

const DEFAULT_AUTO_RENEW_GRACE_DAYS = 45
const DEFAULT_REDEMPTION_DAYS = 30
const DEFAULT_PENDING_DELETE_DAYS = 5

/** Reads what a registry reported. Unrecognised statuses change nothing and are handed back. */
export function registryStateOf(statuses: readonly string[], context: StatusContext): RegistryReport {
  const table = isJp(context.suffix) ? JP_STATES : EPP_STATES
  const read = statuses.map((raw) => ({ raw, ...readStatus(raw) }))
  const understood = read.filter(({ word }) => Object.hasOwn(table, word) || isLockStatus(word))
  const expiresOn = understood.find(({ word, day }) => day && DAY_IS_EXPIRY.includes(word))?.day ?? null
  const known = { ...context, registryExpiresOn: expiresOn ?? context.registryExpiresOn }
  return {
    ...strongestState(understood, table, known),
    expiresOn,
    unrecognised: read.filter((status) => !understood.includes(status)).map(({ raw }) => raw),
  }
}

function isJp(suffix: Suffix): boolean {
  return suffix === 'jp' || suffix.endsWith('.jp')
}

type ReportedState = Pick<RegistryReport, 'state' | 'until'>

function strongestState(understood: readonly StatusText[], table: StateTable, context: StatusContext): ReportedState {
  for (const state of PRECEDENCE) {
    const status = understood.find(({ word }) => table[word] === state)
    if (!status || (state === 'autoRenewPeriod' && isPaid(context))) continue
    return { state, until: endOfState(state, status.day, context) }
  }
  return { state: understood.length > 0 ? 'normal' : 'unknown', until: null }
}

/** The registry renewed by itself, and the registrar has been paid for that year: nothing can be taken back any more. */
function isPaid({ registryExpiresOn, paidThroughOn }: StatusContext): boolean {
  return registryExpiresOn !== null && paidThroughOn !== null && paidThroughOn >= registryExpiresOn
}

function endOfState(state: RegistryState, statedDay: IsoDate | null, context: StatusContext): IsoDate | null {
  if (statedDay && (state === 'deleted' || state === 'toBeDeleted' || state === 'suspended')) return statedDay
  const { rule } = suffixFacts(context.suffix)
  switch (state) {
    case 'autoRenewPeriod':
      return endOfAutoRenew(context, rule.graceDays ?? DEFAULT_AUTO_RENEW_GRACE_DAYS)
    case 'toBeDeleted':
    case 'suspended':
      return endOfSuspension(context)
    case 'redemption':
      return addDays(context.asOf, rule.redemption?.mode === 'days' ? rule.redemption.days : DEFAULT_REDEMPTION_DAYS)
    case 'pendingDelete':
      return addDays(context.asOf, rule.pendingDeleteDays ?? DEFAULT_PENDING_DELETE_DAYS)
    case 'normal':
    case 'hold':
    case 'deleted':
    case 'pendingTransfer':
    case 'provisional':
    case 'renamed':
    case 'reserved':
    case 'released':
    case 'unknown':
      return null
    default:
      return assertNever(state, 'registry state')
  }
}

/** The registry has already put the date a year on: the grace period began a year before it. */
function endOfAutoRenew({ registryExpiresOn }: StatusContext, graceDays: number): IsoDate | null {
  return registryExpiresOn ? addDays(addYears(registryExpiresOn, -1), graceDays) : null
}

/** Both .jp states last to the end of a month, which the WHOIS shows as the expiry. */
function endOfSuspension({ registryExpiresOn, asOf }: StatusContext): IsoDate {
  return registryExpiresOn && registryExpiresOn >= asOf ? registryExpiresOn : endOfMonth(asOf)
}
