import { addDays, type IsoDate } from '../../../core/calendar/iso-date.ts'
import type { RenewalMode } from '../../../core/renewal/renewal-mode.ts'
import type { NamesFilter } from '../../ui/links/names-link.tsx'
import type { Notice } from './api/get-notice.ts'

type Window = Pick<Notice, 'windowFrom' | 'windowTo'>

/** The names that the notice counts under a mode, as the table of names finds them now. */
export function namesOfMode({ windowFrom, windowTo }: Window, mode: RenewalMode): NamesFilter {
  return { holding: 'held', expiresFrom: windowFrom, expiresTo: windowTo, mode }
}

/** Those of them whose last day to decide is in the week that begins on a day. */
export function namesOfWeek(window: Window, weekFrom: IsoDate, mode: RenewalMode): NamesFilter {
  return { ...namesOfMode(window, mode), decideFrom: weekFrom, decideTo: addDays(weekFrom, 6) }
}
