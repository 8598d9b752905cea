import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { balanceQuery } from '../api/get-balance.ts'
import { Amount } from './amount.tsx'

/** What can be spent now, on every page; nothing for who may not see money, or where none was ever paid in. */
export function BalanceBadge() {
  const account = useAccount()
  return account.can('billing.read') ? <AvailableAmount account={account.id} /> : null
}

function AvailableAmount({ account }: { readonly account: string }) {
  const { t } = useTranslation('billing')
  const { data } = useQuery(balanceQuery(account))
  if (!data || (data.balance.amount === '0' && data.holds.amount === '0')) return null
  return (
    <Anchor
      c="inherit"
      underline="never"
      title={t('balance.available')}
      renderRoot={(props) => <Link {...props} to="/accounts/$account/billing/balance" params={{ account }} />}
    >
      {t('balance.top')} <Amount money={data.available} />
    </Anchor>
  )
}
