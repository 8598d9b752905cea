import { addDays, addToMonth, endOfMonth, firstDayOf, type IsoDate, type IsoMonth } from '../calendar/iso-date.ts'
import { type HolidayShift, type SpecialBankDays, shiftToBankDay } from './bank-day.ts'

/** `corporate` is 月末締め翌月末払い. */
export type DueTerms = {
  readonly terms: 'standard' | 'corporate'
  readonly holidayShift: HolidayShift
}

const STANDARD_DAYS = 14

/**
 * Until when to pay: 14 days after issue, or by the end of the month after the closed one, moved off bank holidays. A
 * period that is closed late is never due before its document exists.
 */
export function dueDays(
  { terms, holidayShift }: DueTerms,
  period: IsoMonth,
  issuedOn: IsoDate,
  special?: SpecialBankDays,
): { readonly dueOn: IsoDate; readonly nominalDueOn: IsoDate } {
  const byTerms =
    terms === 'standard' ? addDays(issuedOn, STANDARD_DAYS) : endOfMonth(firstDayOf(addToMonth(period, 1)))
  const nominalDueOn = byTerms < issuedOn ? issuedOn : byTerms
  const shifted = shiftToBankDay(nominalDueOn, holidayShift, special)
  return { nominalDueOn, dueOn: shifted < issuedOn ? issuedOn : shifted }
}
