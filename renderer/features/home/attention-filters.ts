import { addDays, endOfMonth, type IsoDate, type IsoMonth, monthOf } from '../../../core/calendar/iso-date.ts'
import type { RenewalMode } from '../../../core/renewal/renewal-mode.ts'
import type { NamesFilter } from '../../ui/links/names-link.tsx'

const HELD: NamesFilter = { holding: ['held'] }

/** Names whose registrar will do something else than what is set here. */
export function contradictions(): NamesFilter {
  return { ...HELD, contradiction: ['true'] }
}

/** Names without a decision whose last day for one is within so many days. */
export function toDecideWithin(today: IsoDate, days: number): NamesFilter {
  return { ...HELD, needsDecision: ['true'], decideTo: addDays(today, days) }
}

/** Names whose last day passed without a decision; they renew as they are set. */
export function tooLate(): NamesFilter {
  return { ...HELD, timeline: ['tooLate'] }
}

/** First and last day of a forecast. */
type Span = { readonly from: IsoDate; readonly to: IsoDate }

/**
 * The names that a month of the forecast counts, by the day on which they renew, which is the day after `decideBy`. The
 * first month also has those whose day has passed already; the last one ends with the forecast.
 */
export function dueInMonth(month: IsoMonth, { from, to }: Span, mode: RenewalMode): NamesFilter {
  const first = `${month}-01` as IsoDate
  const last = endOfMonth(first) < to ? endOfMonth(first) : to
  const since = monthOf(from) === month ? { expiresFrom: from } : { decideFrom: addDays(first, -1) }
  return { ...HELD, ...since, decideTo: addDays(last, -1), mode: [mode] }
}

/** The names of all its months together. */
export function dueWithin({ from, to }: Span, mode: RenewalMode): NamesFilter {
  return { ...HELD, expiresFrom: from, decideTo: addDays(to, -1), mode: [mode] }
}
