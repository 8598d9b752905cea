import { Alert, Button, Text } from '@mantine/core'
import { IconCreditCardOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { cardQuery } from './api/card.ts'
import { CardFacts } from './components/card-facts.tsx'
import { CardHistory } from './components/card-history.tsx'
import { DueCharges } from './components/due-charges.tsx'
import { PayByCard } from './components/pay-by-card.tsx'

/** The stored card, what will be charged to it, and what was paid by card. */
export function PaymentsPage() {
  const { t } = useTranslation('cards')
  const account = useAccount()
  const card = useQuery(cardQuery(account.id))
  const [isPaying, setPaying] = useState(false)
  const mayPay = card.data?.isConfigured === true && account.can('billing.manage')
  return (
    <>
      <Panel
        title={t('title')}
        explanation={t('explanation')}
        actions={mayPay && <Button onClick={() => setPaying(true)}>{t('pay.button')}</Button>}
      >
        <QueryState query={card}>
          {(state) => (state.isConfigured ? <CardFacts state={state} /> : <NotConfigured />)}
        </QueryState>
      </Panel>
      {card.data && card.data.due.length > 0 && (
        <Panel title={t('due.title')} explanation={t('due.explanation')}>
          <DueCharges state={card.data} />
        </Panel>
      )}
      <Panel title={t('history.title')} explanation={t('history.explanation')}>
        <QueryState query={card}>{(state) => <CardHistory state={state} />}</QueryState>
      </Panel>
      {isPaying && <PayByCard onClose={() => setPaying(false)} />}
    </>
  )
}

function NotConfigured() {
  const { t } = useTranslation('cards')
  return (
    <Alert color="gray" variant="light" maw={760} icon={<IconCreditCardOff />} title={t('notConfigured.title')}>
      <Text size="sm">{t('notConfigured.text')}</Text>
    </Alert>
  )
}
