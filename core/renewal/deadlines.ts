import { z } from 'zod'
import { assertNever } from '../base/invariant.ts'
import { addDays, addMonths, type IsoDate, minDay, startOfMonth, withDayOfMonth } from '../calendar/iso-date.ts'
import type { Suffix } from '../domains/suffix.ts'

/**
 * The last day on which a registrar accepts a renewal, counted from the expiry. `days` is signed: negative means after
 * the expiry, as some registrars publish it; the resulting day is never after the expiry all the same.
 */
export const cutOffSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('daysBefore'), days: z.number().int().min(-90).max(365) }),
  z.strictObject({ kind: z.literal('dayOfExpiryMonth'), day: z.number().int().min(1).max(31) }),
  z.strictObject({ kind: z.literal('endOfPreviousMonth') }),
])
export type CutOff = z.output<typeof cutOffSchema>

/** Cut-offs of a registrar connection, by suffix; `*` stands for suffixes without one of their own. */
export type ConnectionCutOffs = Readonly<Record<string, CutOff>>

/** Where nobody has said anything: the expiry itself. */
export const NO_CUT_OFF: CutOff = { kind: 'daysBefore', days: 0 }

/** Days between the last day for a change and the registrar's cut-off, unless the account sets others. */
export const DEFAULT_RENEW_LEAD_DAYS = 5

export type Deadlines = {
  /** Last day on which the registrar accepts the renewal. */
  readonly cutOffOn: IsoDate
  /** Last day on which renew → expire still has effect. */
  readonly decideBy: IsoDate
  /** The day after: the renewal is ordered and paid. */
  readonly renewsOn: IsoDate
}

/** What deadlines need to know of how a suffix ends; rows of the TLD catalogue have it. */
export type LateWindows = {
  /** Days after the expiry on which deletion may come: until the day before, a late renewal is possible. */
  readonly graceDays: number | null
  readonly redemption:
    | { readonly mode: 'days'; readonly days: number }
    | { readonly mode: 'dayOfNextMonth'; readonly from: number; readonly to: number }
    | null
}

/** The last days on which expire → renew can still save a name, each null where the suffix has no such window. */
export type SaveWindow = {
  readonly cutOffOn: IsoDate
  readonly lateRenewalUntil: IsoDate | null
  readonly restoreUntil: IsoDate | null
  /** The last of them all. */
  readonly saveBy: IsoDate
}

/** The cut-off day for an expiry; never after the expiry. */
export function cutOffOn(expiresOn: IsoDate, cutOff: CutOff): IsoDate {
  switch (cutOff.kind) {
    case 'daysBefore':
      return minDay(addDays(expiresOn, -cutOff.days), expiresOn)
    case 'dayOfExpiryMonth':
      return minDay(withDayOfMonth(expiresOn, cutOff.day), expiresOn)
    case 'endOfPreviousMonth':
      return addDays(startOfMonth(expiresOn), -1)
    default:
      return assertNever(cutOff, 'cut-off')
  }
}

export function deadlines(input: {
  readonly expiresOn: IsoDate
  readonly cutOff: CutOff
  readonly renewLeadDays: number
}): Deadlines {
  const lastDay = cutOffOn(input.expiresOn, input.cutOff)
  const decideBy = addDays(lastDay, -input.renewLeadDays)
  return { cutOffOn: lastDay, decideBy, renewsOn: addDays(decideBy, 1) }
}

/** The connection's word for the suffix, then its word for all, then the catalogue's, then the expiry itself. */
export function resolveCutOff(suffix: Suffix, connection: ConnectionCutOffs, catalogue: CutOff | null): CutOff {
  return ownCutOff(connection, suffix) ?? ownCutOff(connection, '*') ?? catalogue ?? NO_CUT_OFF
}

function ownCutOff(cutOffs: ConnectionCutOffs, key: string): CutOff | undefined {
  return Object.hasOwn(cutOffs, key) ? cutOffs[key] : undefined
}

/** Last day on which expire → renew can still save a name: by renewal, by late renewal, or by restoring it. */
export function saveBy(windows: LateWindows, cutOffDay: IsoDate, expiresOn: IsoDate): IsoDate {
  return saveWindow(windows, cutOffDay, expiresOn).saveBy
}

export function saveWindow(windows: LateWindows, cutOffDay: IsoDate, expiresOn: IsoDate): SaveWindow {
  const graceDays = windows.graceDays ?? 0
  const lateRenewalUntil = graceDays > 0 ? addDays(expiresOn, graceDays - 1) : null
  const restoreUntil = lastRestoreDay(windows, expiresOn)
  return { cutOffOn: cutOffDay, lateRenewalUntil, restoreUntil, saveBy: restoreUntil ?? lateRenewalUntil ?? cutOffDay }
}

/** Redemption begins on the day of deletion, that is after the grace days; in .jp with the month after the expiry. */
function lastRestoreDay({ graceDays, redemption }: LateWindows, expiresOn: IsoDate): IsoDate | null {
  if (!redemption) return null
  switch (redemption.mode) {
    case 'days':
      return addDays(expiresOn, (graceDays ?? 0) + redemption.days - 1)
    case 'dayOfNextMonth':
      return withDayOfMonth(addMonths(startOfMonth(expiresOn), 1), redemption.to)
    default:
      return assertNever(redemption, 'redemption')
  }
}
