import type { IsoMonth } from '../../../core/calendar/iso-date.ts'
import { isoMonthSchema } from '../../../core/calendar/iso-date.ts'
import { RequestProblem } from '../../data/problem.ts'

/** The month of an address; throws what a missing notice answers where it is none, so that the page says the same. */
export function monthOfAddress(text: string): IsoMonth {
  const month = isoMonthSchema.safeParse(text)
  if (!month.success) throw new RequestProblem({ code: 'not_found', status: 404 })
  return month.data
}
