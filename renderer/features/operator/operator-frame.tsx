import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../../core/access/permission.ts'
import { useAccount } from '../../data/account.tsx'
import { useHealth } from '../../data/health.ts'
import { PageHeader } from '../../ui/layout/page-header.tsx'
import { type PageTab, PageTabs } from '../../ui/layout/page-tabs.tsx'
import classes from '../billing/billing.module.css'

const TABS = [
  { key: 'accounts', to: '/accounts/$account/operator/accounts', needs: 'operator.accounts' },
  { key: 'bankFiles', to: '/accounts/$account/operator/bank-files', needs: 'operator.money' },
  { key: 'directDebits', to: '/accounts/$account/operator/direct-debits', needs: 'operator.money' },
  { key: 'closing', to: '/accounts/$account/operator/closing', needs: 'operator.closing' },
  { key: 'documents', to: '/accounts/$account/operator/documents', needs: 'operator.closing' },
  { key: 'deliveries', to: '/accounts/$account/operator/deliveries', needs: 'operator.closing' },
  { key: 'unused', to: '/accounts/$account/operator/unused-balances', needs: 'operator.money' },
  { key: 'prices', to: '/accounts/$account/operator/prices', needs: 'operator.prices' },
  { key: 'tasks', to: '/accounts/$account/operator/tasks', needs: 'operator.tasks' },
  { key: 'issuer', to: '/accounts/$account/operator/issuer', needs: 'operator.accounts' },
  { key: 'sandbox', to: '/accounts/$account/operator/sandbox', needs: 'operator.run' },
] as const satisfies readonly { key: string; to: PageTab['to']; needs: Permission }[]

/** The section of those who work for the issuer: its title and tabs. */
export function OperatorFrame() {
  const { t } = useTranslation(['operator', 'shell'])
  const account = useAccount()
  const isSandbox = useHealth()?.isSandbox === true
  const tabs = TABS.filter(({ key, needs }) => account.can(needs) && (key !== 'sandbox' || isSandbox)).map(
    ({ key, to }) => ({
      key,
      to,
      label: t(`tabs.${key}`),
    }),
  )
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
