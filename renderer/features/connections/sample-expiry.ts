import { addMonths, endOfMonth, type IsoDate, startOfMonth } from '../../../core/calendar/iso-date.ts'
import type { CutOff } from '../../../core/renewal/deadlines.ts'

/** The expiry on which examples are computed: the end of the month after next, so that none of its days has passed. */
export function sampleExpiry(today: IsoDate): IsoDate {
  return endOfMonth(addMonths(startOfMonth(today), 2))
}

/** A cut-off that shows the difference between it, the expiry and the decide-by date. */
export const SAMPLE_CUT_OFF: CutOff = { kind: 'daysBefore', days: 2 }
