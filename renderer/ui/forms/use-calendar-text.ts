import 'dayjs/locale/ja'
import type { DayOfWeek } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'

const SUNDAY = 0
const MONDAY = 1

/** Where weeks begin on Sunday, among the readers of our languages. */
const SUNDAY_FIRST = /^ja|-(US|CA|JP|IN|PH|SG)$/

/** What Mantine's calendars need to speak the language of the product. */
export function useCalendarText() {
  const { t } = useTranslation()
  const { locale } = useFormat()
  const firstDayOfWeek: DayOfWeek = SUNDAY_FIRST.test(locale) ? SUNDAY : MONDAY
  return {
    locale: locale.slice(0, 2),
    firstDayOfWeek,
    // Red is for what will be lost.
    weekendDays: [] as DayOfWeek[],
    yearLabelFormat: t('calendar.yearFormat'),
    yearsListFormat: t('calendar.yearFormat'),
    decadeLabelFormat: t('calendar.yearFormat'),
    ariaLabels: {
      previousMonth: t('calendar.previousMonth'),
      nextMonth: t('calendar.nextMonth'),
      previousYear: t('calendar.previousYear'),
      nextYear: t('calendar.nextYear'),
      previousDecade: t('calendar.previousDecade'),
      nextDecade: t('calendar.nextDecade'),
    },
  }
}
