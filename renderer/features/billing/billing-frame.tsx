import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { PageHeader } from '../../ui/layout/page-header.tsx'
import { type PageTab, PageTabs } from '../../ui/layout/page-tabs.tsx'
import classes from './billing.module.css'

/** The section's title and tabs. */
export function BillingFrame() {
  const { t } = useTranslation(['billing', 'shell'])
  const account = useAccount()
  const tabs: readonly PageTab[] = [
    { key: 'balance', label: t('tabs.balance'), to: '/accounts/$account/billing/balance' },
    { key: 'ledger', label: t('tabs.ledger'), to: '/accounts/$account/billing/ledger' },
    { key: 'orders', label: t('tabs.orders'), to: '/accounts/$account/billing/orders' },
    { key: 'terms', label: t('tabs.terms'), to: '/accounts/$account/billing/terms' },
  ]
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
