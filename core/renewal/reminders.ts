import { daysBetween, type IsoDate } from '../calendar/iso-date.ts'

/** Whole days before `decideBy` at which a name is spoken of, earliest first. */
export const REMINDER_THRESHOLDS = [90, 60, 30, 14, 7, 3, 1] as const
export type ReminderThreshold = (typeof REMINDER_THRESHOLDS)[number]

/**
 * Why a name is worth a reminder, gravest first: our mode and the registrar's own switch contradict each other; it
 * will lapse; a rule lets it lapse and only its being critical holds it.
 */
export type ReminderReason = 'contradiction' | 'lapses' | 'shielded'

/** What a reminder looks at in a name. `decideBy` is null where no expiry is known. */
export type ReminderFacts = {
  readonly decideBy: IsoDate | null
  readonly mode: 'renew' | 'expire'
  readonly scope: string
  readonly contradiction: boolean
}

/** A name to watch until its `decideBy`. */
export type WatchedName = {
  readonly account: string
  readonly name: string
  readonly decideBy: IsoDate
  readonly reason: ReminderReason
}

/** What makes one reminder: given once, never again; another `decideBy` is another key and so re-arms it. */
export type ReminderKey = {
  readonly account: string
  readonly name: string
  readonly decideBy: IsoDate
  readonly threshold: ReminderThreshold
}

/** A reminder to give now. `settles`: its own key and those of the earlier thresholds that were missed. */
export type DueReminder = WatchedName & {
  readonly daysLeft: number
  readonly threshold: ReminderThreshold
  readonly settles: readonly ReminderKey[]
}

/** The gravest reason to remind of a name, or null when it renews as it should. */
export function reminderReason(facts: ReminderFacts): ReminderReason | null {
  if (facts.contradiction) return 'contradiction'
  if (facts.mode === 'expire') return 'lapses'
  return facts.scope === 'critical' ? 'shielded' : null
}

/**
 * The reminders that are due on `today`, most pressing first. A name that passed several thresholds unseen (the machine
 * was off) is spoken of once, with the nearest; after `decideBy` nothing is due.
 */
export function dueReminders(
  watched: readonly WatchedName[],
  today: IsoDate,
  isGiven: (key: ReminderKey) => boolean,
): readonly DueReminder[] {
  return watched.flatMap((name) => dueReminder(name, today, isGiven) ?? []).sort(byUrgency)
}

function dueReminder(watched: WatchedName, today: IsoDate, isGiven: (key: ReminderKey) => boolean): DueReminder | null {
  const daysLeft = daysBetween(today, watched.decideBy)
  if (daysLeft < 0) return null
  const reached = REMINDER_THRESHOLDS.filter((threshold) => daysLeft <= threshold)
  const threshold = reached.at(-1)
  if (threshold === undefined || isGiven(keyOf(watched, threshold))) return null
  const missed = reached.map((each) => keyOf(watched, each)).filter((key) => !isGiven(key))
  return { ...watched, daysLeft, threshold, settles: missed }
}

function keyOf({ account, name, decideBy }: WatchedName, threshold: ReminderThreshold): ReminderKey {
  return { account, name, decideBy, threshold }
}

function byUrgency(a: DueReminder, b: DueReminder): number {
  return a.daysLeft - b.daysLeft || compareText(a.account, b.account) || compareText(a.name, b.name)
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** What one grouped notification says about all that is due. */
export type ReminderSummary = {
  readonly names: number
  readonly first: IsoDate
  readonly lapsing: number
  readonly contradictions: number
  readonly shielded: number
  /** The most pressing names, at most three. */
  readonly examples: readonly string[]
}

/** Null when nothing is due. Expects the order of `dueReminders`. */
export function summariseReminders(due: readonly DueReminder[]): ReminderSummary | null {
  const [mostPressing] = due
  if (mostPressing === undefined) return null
  const count = (reason: ReminderReason) => due.filter((each) => each.reason === reason).length
  return {
    names: due.length,
    first: mostPressing.decideBy,
    lapsing: count('lapses'),
    contradictions: count('contradiction'),
    shielded: count('shielded'),
    examples: due.slice(0, 3).map(({ name }) => name),
  }
}
