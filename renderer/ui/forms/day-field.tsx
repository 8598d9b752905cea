import { DatePicker } from '@mantine/dates'
import { useTranslation } from 'react-i18next'
import { type IsoDate, isoDate, monthOf } from '../../../core/calendar/iso-date.ts'
import { useAccount } from '../../data/account.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { type ExactFieldProps, PickerField } from './picker-field.tsx'
import { readTypedDay } from './typed-day.ts'
import { useCalendarText } from './use-calendar-text.ts'

export type DayFieldProps = ExactFieldProps<IsoDate> & {
  /** The first and the last day that can be meant. */
  readonly min?: IsoDate
  readonly max?: IsoDate
  readonly isInPanel?: boolean
}

/** A day, typed or chosen from a calendar: ISO in and out, in the language of the product on the screen. */
export function DayField({ min, max, ...field }: DayFieldProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { today } = useAccount()
  const calendar = useCalendarText()
  const value = field.value ?? ''
  const objection = () => {
    if (value === '') return null
    if (min !== undefined && value < min) return t('calendar.notBefore', { day: format.plainDay(min) })
    return max !== undefined && value > max ? t('calendar.notAfter', { day: format.plainDay(max) }) : null
  }
  return (
    <PickerField
      placeholder={t('calendar.dayPlaceholder')}
      {...field}
      read={readTypedDay}
      write={format.plainDay}
      unreadText={t('calendar.noDay', { example: format.plainDay(today) })}
      objection={objection()}
      panel={(choose) => (
        <DatePicker
          {...calendar}
          __stopPropagation
          size="sm"
          value={value || null}
          defaultDate={value || min || max || today}
          highlightToday
          hideOutsideDates
          {...(min && { minDate: min })}
          {...(max && { maxDate: max })}
          getDayAriaLabel={(day) => format.day(isoDate(day))}
          monthLabelFormat={(day) => format.month(monthOf(isoDate(day)))}
          getDayProps={(day) => ({ 'data-autofocus': day === (value || today) || undefined })}
          onChange={(day) => day && choose(isoDate(day))}
        />
      )}
    />
  )
}
