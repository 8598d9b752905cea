import { useTranslation } from 'react-i18next'
import { MAX_YEN } from '../../../core/money/yen-input.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { isYenAmount } from './plain-amount.ts'

/** What is wrong with an amount as it is typed; null for nothing. */
export function useAmountFault(most = MAX_YEN): (typed: string) => string | null {
  const { t } = useTranslation('billing')
  const format = useFormat()
  return (typed) => (isYenAmount(typed, most) ? null : t('booking.amountFault', { most: format.count(most) }))
}
