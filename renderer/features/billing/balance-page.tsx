import { Anchor, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { balanceQuery } from './api/get-balance.ts'
import { ledgerQuery } from './api/list-ledger.ts'
import { AnnouncedMoney } from './components/announced-money.tsx'
import { BalanceFigures } from './components/balance-figures.tsx'
import { EntryTable } from './components/entry-table.tsx'
import { OutlookPanel } from './components/outlook-panel.tsx'
import { PayInDialog } from './components/pay-in-dialog.tsx'
import { PayTo } from './components/pay-to.tsx'

const RECENT = 10

/** What is on the account, how to pay in, and what moved it last. */
export function BalancePage() {
  const { t } = useTranslation('billing')
  const account = useAccount()
  const balance = useQuery(balanceQuery(account.id))
  const recent = useQuery(ledgerQuery(account.id, { limit: RECENT }))
  const [isPayingIn, setPayingIn] = useState(false)
  const mayPayIn = account.can('operator.money') || account.can('billing.manage')
  const words = account.can('operator.money') ? 'booked' : 'announced'
  return (
    <>
      <Panel
        title={t('balance.title')}
        actions={mayPayIn && <Button onClick={() => setPayingIn(true)}>{t(`payIn.${words}.button`)}</Button>}
      >
        <QueryState query={balance}>{(data) => <BalanceFigures balance={data} />}</QueryState>
      </Panel>
      <AnnouncedMoney />
      <OutlookPanel />
      <Panel title={t('payTo.title')} explanation={t('payTo.explanation')}>
        <QueryState query={balance}>{({ payTo }) => <PayTo payTo={payTo} />}</QueryState>
      </Panel>
      <Panel title={t('balance.recent')} actions={<AllEntries />}>
        <QueryState query={recent}>
          {({ items }) => (
            <EntryTable entries={items} total={items.length} page={1} onPage={() => undefined} isReading={false} />
          )}
        </QueryState>
      </Panel>
      {isPayingIn && <PayInDialog onClose={() => setPayingIn(false)} />}
    </>
  )
}

function AllEntries() {
  const { t } = useTranslation('billing')
  const { id: account } = useAccount()
  return (
    <Anchor renderRoot={(props) => <Link {...props} to="/accounts/$account/billing/ledger" params={{ account }} />}>
      {t('balance.all')}
    </Anchor>
  )
}
