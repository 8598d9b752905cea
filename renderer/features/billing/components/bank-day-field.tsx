import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { DayField, type DayFieldProps } from '../../../ui/forms/day-field.tsx'

/** The bank's day of money that was moved, up to today. */
export function BankDayField(props: Omit<DayFieldProps, 'label' | 'description' | 'max'>) {
  const { t } = useTranslation('billing')
  const { today } = useAccount()
  return <DayField label={t('booking.occurredOn')} description={t('booking.occurredOnHint')} max={today} {...props} />
}
