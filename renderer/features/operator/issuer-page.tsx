import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { issuerQuery } from './api/accounts.ts'
import { BankDaysPanel } from './components/bank-days-panel.tsx'
import { IssuerForm } from './components/issuer-form.tsx'

/** Who issues the documents, and on which days banks are open against the calendar. */
export function IssuerPage() {
  const { t } = useTranslation('operator')
  const account = useAccount()
  const issuer = useQuery(issuerQuery(account.id))
  return (
    <>
      <Panel title={t('issuer.title')} explanation={t('issuer.explanation')}>
        <QueryState query={issuer}>{(data) => <IssuerForm issuer={data} />}</QueryState>
      </Panel>
      <BankDaysPanel />
    </>
  )
}
