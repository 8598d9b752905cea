import { dayInZone, type Instant, type IsoDate } from '../core/calendar/iso-date.ts'

/**
 * The domain clock: what day it is for names, notices and rules. It can be set by hand (`--clock`) and then runs on.
 * Sessions, limits and TLS stay on `systemNow`.
 */
export type Clock = {
  readonly isSetByHand: boolean
  readonly now: () => Instant
  readonly today: (timeZone: string) => IsoDate
  /** Moves a clock that is set by hand forward; returns false for a real clock or a step back. */
  readonly moveTo: (instant: Instant) => boolean
}

const toInstant = (epochMs: number): Instant => new Date(epochMs).toISOString() as Instant

export function systemNow(): Instant {
  return toInstant(Date.now())
}

export function makeClock(startAt: Instant | null): Clock {
  let offsetMs = startAt === null ? 0 : Date.parse(startAt) - Date.now()
  const now = () => toInstant(Date.now() + offsetMs)
  return {
    isSetByHand: startAt !== null,
    now,
    today: (timeZone) => dayInZone(now(), timeZone),
    moveTo: (instant) => {
      if (startAt === null || instant < now()) return false
      offsetMs = Date.parse(instant) - Date.now()
      return true
    },
  }
}
