import { MonthPicker } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import { firstDayOf, type IsoMonth, isoDate, monthOf } from '../../../core/calendar/iso-date.ts'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { type ExactFieldProps, PickerField } from './picker-field.tsx'
import { readTypedMonth } from './typed-day.ts'
import { useCalendarText } from './use-calendar-text.ts'

/** A month, typed or chosen from a year's twelve: `YYYY-MM` in and out. */
export function MonthField(field: ExactFieldProps<IsoMonth>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { today } = useAccount()
  const calendar = useCalendarText()
  const chosen = readTypedMonth(field.value ?? '')
  return (
    <PickerField
      placeholder={t('calendar.monthPlaceholder')}
      {...field}
      read={readTypedMonth}
      write={format.month}
      unreadText={t('calendar.noMonth', { example: format.month(monthOf(today)) })}
      objection={null}
      panel={(choose) => (
        <MonthPicker
          {...calendar}
          __stopPropagation
          size="sm"
          value={chosen && firstDayOf(chosen)}
          defaultDate={chosen ? firstDayOf(chosen) : today}
          onChange={(day) => day && choose(monthOf(isoDate(day)))}
        />
      )}
    />
  )
}
