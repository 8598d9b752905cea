import { assertNever } from '../base/invariant.ts'
import { daysBetween, type IsoDate } from '../calendar/iso-date.ts'
import { registryDay } from '../domains/dated-fact.ts'
import { expiryAfter } from '../domains/expiry-model.ts'
import { locksOf } from '../domains/locks.ts'
import { readStatus } from '../domains/status-text.ts'
import type { Suffix } from '../domains/suffix.ts'
import { suffixFacts } from '../domains/tld-catalogue.ts'
import { isRenewingAgain, type OrderOperation } from './order-item.ts'
import type { RefusalCode } from './refusal-code.ts'

/** What of an item decides how it goes on. */
export type OrderedCommand = {
  readonly operation: OrderOperation
  readonly suffix: Suffix
  readonly years: number
  /** How many words on lapsing were said before this one. */
  readonly turn: number
  /** The name's expiry when it was ordered; null where it had none. */
  readonly expiryBefore: IsoDate | null
  /** The registry's own text, as read before the command was sent first. */
  readonly currentExpiry: string | null
}

/** A name as it was read just now, or why nothing is known. */
export type NameReading =
  | {
      readonly kind: 'registered'
      readonly isOurs: boolean
      readonly expiresOn: string
      readonly paidThroughOn: string | null
      readonly statuses: readonly string[]
      readonly autoRenew: boolean | null
      readonly nameServers: readonly string[]
    }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'notReadable' }
  | { readonly kind: 'unknown' }

/** Why an item ends without anybody having refused it. */
export type CancelCode = 'expiry_moved' | 'expiry_differs'

/** What to do with an item whose money is set aside. */
export type FirstStep =
  | { readonly kind: 'send'; readonly currentExpiry: string | null }
  | { readonly kind: 'refuse'; readonly code: RefusalCode }
  | { readonly kind: 'cancel'; readonly code: CancelCode }
  /** Nobody answered; ask again later. */
  | { readonly kind: 'wait' }

/** What to do with an item of which it is not known whether it was done. */
export type NextStep =
  | { readonly kind: 'done' }
  | { readonly kind: 'resend' }
  | { readonly kind: 'refuse'; readonly code: RefusalCode }
  | { readonly kind: 'wait' }
  /** Neither done nor undone: a person has to look. */
  | { readonly kind: 'stop' }

/**
 * Whether a command is sent. A renewal is sent only on top of the expiry that it was ordered for, and takes the
 * registry's own text of it along; every other command can be judged by the registry itself.
 */
export function firstStep(command: OrderedCommand, reading: NameReading): FirstStep {
  if (command.operation !== 'renew') return { kind: 'send', currentExpiry: null }
  switch (reading.kind) {
    case 'unknown':
      return { kind: 'wait' }
    case 'notReadable':
      return { kind: 'send', currentExpiry: command.expiryBefore }
    case 'notFound':
      return { kind: 'refuse', code: 'not_registered' }
    case 'registered':
      return reading.isOurs ? firstRenewal(command, reading) : { kind: 'refuse', code: 'not_sponsor' }
    default:
      return assertNever(reading, 'reading')
  }
}

type Registered = Extract<NameReading, { kind: 'registered' }>

function firstRenewal({ expiryBefore }: OrderedCommand, reading: Registered): FirstStep {
  const paid = registryDay(reading.paidThroughOn ?? reading.expiresOn)
  if (paid === null || expiryBefore === null || isSameTerm(paid, expiryBefore)) {
    return { kind: 'send', currentExpiry: reading.expiresOn }
  }
  return { kind: 'cancel', code: paid > expiryBefore ? 'expiry_moved' : 'expiry_differs' }
}

/** What a reading tells about a command whose answer was lost. */
export function nextStep(command: OrderedCommand, reading: NameReading): NextStep {
  if (reading.kind === 'unknown') return { kind: 'wait' }
  // Where a person does the work, the same command again is the same task.
  if (reading.kind === 'notReadable') return RESEND
  switch (command.operation) {
    case 'register':
      if (reading.kind === 'notFound') return RESEND
      return reading.isOurs ? DONE : { kind: 'refuse', code: 'already_registered' }
    case 'renew':
      return reading.kind === 'registered' && reading.isOurs ? nextRenewal(command, reading) : STOP
    case 'transfer':
      if (reading.kind === 'notFound') return { kind: 'refuse', code: 'not_registered' }
      return reading.isOurs ? DONE : RESEND
    case 'restore':
      if (reading.kind === 'notFound') return { kind: 'refuse', code: 'not_registered' }
      return isDeleted(reading) ? RESEND : DONE
    case 'expire':
      return reading.kind === 'registered' && reading.autoRenew !== isRenewingAgain(command) ? RESEND : DONE
    case 'unlock':
      return isGone(reading) || locksOf(reading.statuses).locks.transfer === false ? DONE : RESEND
    case 'park':
      // Whether the name servers are the right ones, only sending them again can tell; it does no harm.
      return isGone(reading) ? DONE : RESEND
    default:
      return assertNever(command.operation, 'operation')
  }
}

const DONE: NextStep = { kind: 'done' }
const RESEND: NextStep = { kind: 'resend' }
const STOP: NextStep = { kind: 'stop' }

/** A name that is somebody else's already needs nothing to let it go. */
function isGone(reading: NameReading): reading is Exclude<NameReading, Registered> {
  return reading.kind !== 'registered' || !reading.isOurs
}

function nextRenewal(command: OrderedCommand, reading: Registered): NextStep {
  const { expiryBefore, currentExpiry } = command
  const target = renewedUntil(command)
  const paid = reading.paidThroughOn === null ? null : registryDay(reading.paidThroughOn)
  if (paid !== null && expiryBefore !== null && target !== null) {
    if (isSameTerm(paid, target)) return DONE
    return isSameTerm(paid, expiryBefore) ? RESEND : STOP
  }
  const [before, now] = [currentExpiry && registryDay(currentExpiry), registryDay(reading.expiresOn)]
  if (!before || !now) return STOP
  const { rule } = suffixFacts(command.suffix)
  if (isSameTerm(now, expiryAfter(before, command.years, rule.expiryModel ?? 'anniversary') ?? before)) return DONE
  // Where a renewal shows only after the old expiry, an unchanged date says nothing.
  return now === before && rule.registryDateLag !== 'nextDay' ? RESEND : STOP
}

/** Until when a renewal pays; null where the name has no expiry. */
export function renewedUntil({ expiryBefore, years, suffix }: OrderedCommand): IsoDate | null {
  if (expiryBefore === null) return null
  return expiryAfter(expiryBefore, years, suffixFacts(suffix).rule.expiryModel ?? 'anniversary')
}

/**
 * Whether the expiry that came with an answer fits a renewal: the new one, or, where registries show it only after the
 * old expiry, the old one.
 */
export function isExpectedExpiry(command: OrderedCommand, answered: string | undefined): boolean {
  const [target, day] = [renewedUntil(command), answered === undefined ? null : registryDay(answered)]
  if (command.operation !== 'renew' || target === null || day === null) return true
  if (isSameTerm(day, target)) return true
  const { registryDateLag } = suffixFacts(command.suffix).rule
  const before = command.currentExpiry && registryDay(command.currentExpiry)
  return registryDateLag === 'nextDay' && before ? isSameTerm(day, before) : false
}

/** Registries and registrars count a term to the same day or to one beside it (zones, leap days). */
const SAME_TERM_DAYS = 3

function isSameTerm(a: IsoDate, b: IsoDate): boolean {
  return Math.abs(daysBetween(a, b)) <= SAME_TERM_DAYS
}

const DELETED = new Set(['redemptionperiod', 'pendingdelete', 'suspended', 'deleted'])

function isDeleted({ statuses }: Registered): boolean {
  return statuses.some((status) => DELETED.has(readStatus(status).word))
}

const RETRY_DELAYS_MS = [300, 1_000, 5_000, 30_000, 120_000, 600_000, 1_800_000]
const LAST_RETRY_DELAY_MS = 3_600_000

/** How long to wait before a command is asked about again that was tried so many times. */
export function retryDelayMs(attempts: number): number {
  return RETRY_DELAYS_MS[attempts] ?? LAST_RETRY_DELAY_MS
}
