import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { WireMoney } from '../../../../core/money/money.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { balanceQuery } from '../../billing/api/get-balance.ts'
import { afford } from '../../orders/afford.ts'

/** What orders cost together, and whether the money reaches all of them. */
export function BulkCost({ charge }: { readonly charge: WireMoney }) {
  const { t } = useTranslation('bulk')
  const format = useFormat()
  const { id: account, today, can } = useAccount()
  const balance = useQuery({ ...balanceQuery(account), enabled: can('billing.read') }).data
  const isShort = balance !== undefined && afford(balance, charge, today).missing !== null
  return (
    <div>
      <Text>
        {t('cost.charge', { charge: format.moneyInText(charge) })}
        {balance && ` ${t('cost.available', { available: format.moneyInText(balance.available) })}`}
      </Text>
      {isShort && (
        <Text role="alert" c="var(--daicho-loss)">
          {t('cost.short')}
        </Text>
      )}
    </div>
  )
}
