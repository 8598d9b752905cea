import { useTranslation } from 'react-i18next'
import { parseIsoDate } from '../../../core/calendar/iso-date.ts'
import { UNASSIGNED } from '../../../core/portfolio/unassigned.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** A value before or after, as the rest of the interface writes it; lists and notes stay as they are. */
export function useFieldValue(): (field: string, value: string) => string {
  const { t } = useTranslation('common')
  const format = useFormat()
  return (field, value) => {
    if (field === 'registrarAutoRenew') return t(`autoRenew.${value as 'on'}`, { defaultValue: value })
    if (field === 'holding') return t(`holdings.${value as 'held'}`, { defaultValue: value })
    if (field === 'connection' && value === UNASSIGNED) return t('unassigned')
    const day = parseIsoDate(value)
    return day === null ? value : format.day(day)
  }
}
