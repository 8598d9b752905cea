import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'

/** The way to an order. */
export function OrderLink({ id }: { readonly id: string }) {
  const { t } = useTranslation('orders')
  const { id: account } = useAccount()
  return (
    <Anchor
      renderRoot={(props) => (
        <Link {...props} to="/accounts/$account/billing/orders/$order" params={{ account, order: id }} />
      )}
    >
      {t('renew.show')}
    </Anchor>
  )
}
