import { useTranslation } from 'react-i18next'
import { type ExactFieldProps, PickerField } from './picker-field.tsx'
import { readTypedTime } from './typed-day.ts'

/** A time of day on the 24-hour clock: `HH:MM` in and out, in every language. */
export function TimeField(field: ExactFieldProps<string>) {
  const { t } = useTranslation()
  return (
    <PickerField
      placeholder="23:59"
      {...field}
      read={readTypedTime}
      write={(time) => time}
      unreadText={t('calendar.noTime')}
      objection={null}
    />
  )
}
