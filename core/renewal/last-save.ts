import { type IsoDate, withDayOfMonth } from '../calendar/iso-date.ts'
import type { RegistryState } from '../domains/registry-state.ts'
import { type LateWindows, saveBy } from './deadlines.ts'

/** A name as far as saving it goes: what the registry last said of it, and its days. */
export type NameToSave = {
  readonly registryState: RegistryState
  /** Last day of that state. */
  readonly stateUntil: IsoDate | null
  readonly expiresOn: IsoDate | null
  readonly cutOffOn: IsoDate | null
}

/**
 * Last day on which a name can still be saved; null where nothing can be done about it any more, or nothing has to be.
 * A name that is deleted already is saved within the state that the registry reports, not by its expiry.
 */
export function lastSave(name: NameToSave, windows: LateWindows): IsoDate | null {
  const { registryState, stateUntil, expiresOn, cutOffOn } = name
  switch (registryState) {
    case 'deleted':
    case 'pendingDelete':
    case 'released':
      return null
    case 'redemption':
      return stateUntil
    case 'suspended':
      return stateUntil && lastRestoreDayOfMonth(stateUntil, windows)
    default:
      return expiresOn && cutOffOn && saveBy(windows, cutOffOn, expiresOn)
  }
}

/** The suspension of a .jp name fills the month after the expiry, of which only the first days are for restoring it. */
function lastRestoreDayOfMonth(day: IsoDate, { redemption }: LateWindows): IsoDate {
  return redemption?.mode === 'dayOfNextMonth' ? withDayOfMonth(day, redemption.to) : day
}
