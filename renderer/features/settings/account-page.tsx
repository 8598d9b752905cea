import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountQuery, useAccount } from '../../data/account.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { AccountForm } from './components/account-form.tsx'

/** Name, time zone, lead days and notices of the account; to be read by all, changed by who may. */
export function AccountPage() {
  const { t } = useTranslation('settings')
  const { id, can } = useAccount()
  const { data: settings } = useSuspenseQuery(accountQuery(id))
  const mayChange = can('account.update')
  return (
    <Panel title={t('account.title')} explanation={mayChange ? undefined : t('account.readOnly')}>
      <AccountForm settings={settings} mayChange={mayChange} />
    </Panel>
  )
}
