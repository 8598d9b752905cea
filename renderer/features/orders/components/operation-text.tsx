import { useTranslation } from 'react-i18next'
import type { OrderItem } from '../api/orders.ts'

/** What was ordered, and for how many years; what registrars are told of a lapse has none. */
export function OperationText({ operation, years }: Pick<OrderItem, 'operation' | 'years'>) {
  const { t } = useTranslation(['orders', 'billing'])
  const hasYears = years > 0 && operation !== 'expire' && operation !== 'keep'
  return (
    <>
      {t(`operations.${operation}`)}
      {hasYears && ` ${t('billing:ledger.years', { count: years })}`}
    </>
  )
}
