import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { PageHeader } from '../../ui/layout/page-header.tsx'
import { type PageTab, PageTabs } from '../../ui/layout/page-tabs.tsx'
import classes from './settings.module.css'

/** The section's title and tabs; the parts stand below, each at its own address. */
export function SettingsFrame() {
  const { t } = useTranslation(['settings', 'shell'])
  const account = useAccount()
  const tabs: readonly PageTab[] = [
    { key: 'general', label: t('tabs.general'), to: '/accounts/$account/settings/general' },
    { key: 'account', label: t('tabs.account'), to: '/accounts/$account/settings/account' },
    { key: 'connections', label: t('tabs.connections'), to: '/accounts/$account/settings/connections' },
    { key: 'suffixes', label: t('tabs.suffixes'), to: '/accounts/$account/settings/suffixes' },
    { key: 'sessions', label: t('tabs.sessions'), to: '/accounts/$account/settings/sessions' },
    { key: 'about', label: t('tabs.about'), to: '/accounts/$account/settings/about' },
  ]
  return (
    <>
      <PageHeader title={t('shell:sections.settings')} />
      <PageTabs label={t('tabs.label')} account={account.id} tabs={tabs} />
      <div className={classes.page}>
        <Outlet />
      </div>
    </>
  )
}
