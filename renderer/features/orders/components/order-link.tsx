import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { PropsWithChildren } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'

/** The way to an order, in the words given or its own. */
export function OrderLink({ id, children }: PropsWithChildren<{ readonly id: string }>) {
  const { t } = useTranslation('orders')
  const { id: account } = useAccount()
  return (
    <Anchor
      renderRoot={(props) => (
        <Link {...props} to="/accounts/$account/billing/orders/$order" params={{ account, order: id }} />
      )}
    >
      {children ?? t('renew.show')}
    </Anchor>
  )
}
