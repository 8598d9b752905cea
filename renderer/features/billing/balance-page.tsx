import { Anchor, Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { balanceQuery } from './api/get-balance.ts'
import { ledgerQuery } from './api/list-ledger.ts'
import { AdjustDialog } from './components/adjust-dialog.tsx'
import { AnnouncedMoney } from './components/announced-money.tsx'
import { BalanceFigures } from './components/balance-figures.tsx'
import { EntryTable } from './components/entry-table.tsx'
import { OutlookPanel } from './components/outlook-panel.tsx'
import { PayInDialog } from './components/pay-in-dialog.tsx'
import { PayTo } from './components/pay-to.tsx'
import { RefundDialog } from './components/refund-dialog.tsx'

const RECENT = 10

/** What is on the account, how to pay in, and what moved it last. */
export function BalancePage() {
  const { t } = useTranslation('billing')
  const account = useAccount()
  const balance = useQuery(balanceQuery(account.id))
  const recent = useQuery(ledgerQuery(account.id, { limit: RECENT }))
  const [open, setOpen] = useState<'payIn' | 'refund' | 'adjust' | null>(null)
  const close = () => setOpen(null)
  const isOperator = account.can('operator.money')
  const mayPayIn = isOperator || account.can('billing.manage')
  const available = balance.data?.available
  const words = isOperator ? 'booked' : 'announced'
  return (
    <>
      <Panel
        title={t('balance.title')}
        actions={
          <Group gap="sm">
            {isOperator && (
              <Button variant="default" onClick={() => setOpen('adjust')}>
                {t('adjust.button')}
              </Button>
            )}
            {isOperator && Number(available?.amount) > 0 && (
              <Button variant="default" onClick={() => setOpen('refund')}>
                {t('refund.button')}
              </Button>
            )}
            {mayPayIn && <Button onClick={() => setOpen('payIn')}>{t(`payIn.${words}.button`)}</Button>}
          </Group>
        }
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
      {open === 'payIn' && <PayInDialog onClose={close} />}
      {open === 'adjust' && <AdjustDialog onClose={close} />}
      {open === 'refund' && available && <RefundDialog available={available} onClose={close} />}
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
