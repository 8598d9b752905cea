import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { PageHeader } from '../../ui/layout/page-header.tsx'
import { type PageTab, PageTabs } from '../../ui/layout/page-tabs.tsx'
import classes from './renewals.module.css'

/** The section's title and tabs. */
export function RenewalsFrame() {
  const { t } = useTranslation(['renewals', 'shell'])
  const account = useAccount()
  const tabs: readonly PageTab[] = [
    { key: 'rules', label: t('tabs.rules'), to: '/accounts/$account/renewals/rules' },
    { key: 'simulator', label: t('tabs.simulator'), to: '/accounts/$account/renewals/simulator' },
    { key: 'notices', label: t('tabs.notices'), to: '/accounts/$account/renewals/notices' },
    { key: 'decisions', label: t('tabs.decisions'), to: '/accounts/$account/renewals/decisions' },
  ]
  return (
    <>
      <PageHeader title={t('shell:sections.renewals')} />
      <PageTabs label={t('tabs.label')} account={account.id} tabs={tabs} />
      <div className={classes.page}>
        <Outlet />
      </div>
    </>
  )
}
