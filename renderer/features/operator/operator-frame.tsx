import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { PageHeader } from '../../ui/layout/page-header.tsx'
import { type PageTab, PageTabs } from '../../ui/layout/page-tabs.tsx'
import classes from '../billing/billing.module.css'

/** The section of those who work for the issuer: its title and tabs. */
export function OperatorFrame() {
  const { t } = useTranslation(['operator', 'shell'])
  const account = useAccount()
  const tabs: readonly PageTab[] = [
    { key: 'accounts', label: t('tabs.accounts'), to: '/accounts/$account/operator/accounts' },
    { key: 'issuer', label: t('tabs.issuer'), to: '/accounts/$account/operator/issuer' },
  ]
  return (
    <>
      <PageHeader title={t('shell:sections.operator')} />
      <PageTabs label={t('tabs.label')} account={account.id} tabs={tabs} />
      <div className={classes.page}>
        <Outlet />
      </div>
    </>
  )
}
