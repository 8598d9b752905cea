import { dayInZone, type Instant, type IsoDate } from '../core/calendar/iso-date.ts'

/**
 * The domain clock: what day it is for names, notices and rules. It can be set by hand (`--clock`) and then runs on.
 * Sessions, limits and TLS stay on `systemNow`.
 */
export type Clock = {
  /** For `clockOf` in another thread. */
  readonly setting: ClockSetting
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

/** A clock's setting in shared memory, so that worker threads have the same day and follow when it is moved. */
export type ClockSetting = { readonly isSetByHand: boolean; readonly offsetMs: BigInt64Array<SharedArrayBuffer> }

export function makeClock(startAt: Instant | null): Clock {
  const offsetMs = new BigInt64Array(new SharedArrayBuffer(8))
  if (startAt !== null) Atomics.store(offsetMs, 0, BigInt(Date.parse(startAt) - Date.now()))
  return clockOf({ isSetByHand: startAt !== null, offsetMs })
}

/** The clock with a setting that another thread made. */
export function clockOf(setting: ClockSetting): Clock {
  const { isSetByHand, offsetMs } = setting
  const now = () => toInstant(Date.now() + Number(Atomics.load(offsetMs, 0)))
  return {
    setting,
    isSetByHand,
    now,
    today: (timeZone) => dayInZone(now(), timeZone),
    moveTo: (instant) => {
      if (!isSetByHand || instant < now()) return false
      Atomics.store(offsetMs, 0, BigInt(Date.parse(instant) - Date.now()))
      return true
    },
  }
}
