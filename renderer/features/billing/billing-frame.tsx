import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../../core/access/permission.ts'
import { useAccount } from '../../data/account.tsx'
import { PageHeader } from '../../ui/layout/page-header.tsx'
import { type PageTab, PageTabs } from '../../ui/layout/page-tabs.tsx'
import classes from './billing.module.css'

const TABS = [
  { key: 'balance', to: '/accounts/$account/billing/balance', needs: 'billing.read' },
  { key: 'ledger', to: '/accounts/$account/billing/ledger', needs: 'billing.read' },
  { key: 'payments', to: '/accounts/$account/billing/payments', needs: 'billing.read' },
  { key: 'documents', to: '/accounts/$account/billing/documents', needs: 'documents.read' },
  { key: 'orders', to: '/accounts/$account/billing/orders', needs: 'orders.read' },
  { key: 'mails', to: '/accounts/$account/billing/mails', needs: 'documents.read' },
  { key: 'deliveries', to: '/accounts/$account/billing/deliveries', needs: 'documents.read' },
  { key: 'terms', to: '/accounts/$account/billing/terms', needs: 'billing.read' },
] as const satisfies readonly { key: string; to: PageTab['to']; needs: Permission }[]

/** The section's title and tabs. */
export function BillingFrame() {
  const { t } = useTranslation(['billing', 'shell'])
  const account = useAccount()
  const tabs = TABS.filter(({ needs }) => account.can(needs)).map(({ key, to }) => ({
    key,
    to,
    label: t(`tabs.${key}`),
  }))
  return (
    <>
      <PageHeader title={t('shell:sections.billing')} />
      <PageTabs label={t('tabs.label')} account={account.id} tabs={tabs} />
      <div className={classes.page}>
        <Outlet />
      </div>
    </>
  )
}
