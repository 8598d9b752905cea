import { Alert, Anchor, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WireMoney } from '../../../../core/money/money.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import type { Balance } from '../api/get-balance.ts'
import classes from '../billing.module.css'

/** What is on the account, what of it is spoken for, and what can be used now. */
export function BalanceFigures({ balance }: { readonly balance: Balance }) {
  const { t } = useTranslation('billing')
  const format = useFormat()
  const { lowBalanceAt } = balance
  return (
    <>
      {balance.isLow && lowBalanceAt && (
        <Alert color="gray" variant="light" icon={<IconAlertTriangle />} mb="md" title={t('balance.low.title')}>
          {t('balance.low.text', { limit: format.moneyInText(lowBalanceAt) })}
        </Alert>
      )}
      <dl className={classes.figures}>
        <Figure label={t('balance.available')} money={balance.available} isMain />
        <Figure label={t('balance.balance')} money={balance.balance} goal="ledger" />
        <Figure label={t('balance.holds')} money={balance.holds} goal="orders" />
        <Figure label={t('balance.open')} money={balance.open} goal="unpaid" />
      </dl>
      <OverdraftText balance={balance} />
    </>
  )
}

/** The rows that money stands for. */
type Goal = 'ledger' | 'orders' | 'unpaid'

type FigureProps = {
  readonly label: string
  readonly money: WireMoney
  readonly goal?: Goal
  readonly isMain?: boolean
}

function Figure({ label, money, goal, isMain = false }: FigureProps) {
  const format = useFormat()
  const isNegative = money.amount.startsWith('-')
  const text = format.money(money)
  return (
    <div className={classes.figure} data-main={isMain || undefined} data-negative={isNegative || undefined}>
      <dt>{label}</dt>
      <dd>{goal && money.amount !== '0' ? <RowsLink goal={goal}>{text}</RowsLink> : text}</dd>
    </div>
  )
}

function RowsLink({ goal, children }: { readonly goal: Goal; readonly children: string }) {
  const { id: account, can } = useAccount()
  const params = { account }
  if (goal === 'unpaid' ? !can('documents.read') : goal === 'orders' && !can('orders.read')) return children
  return (
    <Anchor
      c="inherit"
      inherit
      renderRoot={(props) => {
        if (goal === 'ledger') return <Link {...props} to="/accounts/$account/billing/ledger" params={params} />
        if (goal === 'orders') return <Link {...props} to="/accounts/$account/billing/orders" params={params} />
        return <Link {...props} to="/accounts/$account/billing/documents" params={params} search={{ state: goal }} />
      }}
    >
      {children}
    </Anchor>
  )
}

function OverdraftText({ balance: { overdraft } }: { readonly balance: Balance }) {
  const { t } = useTranslation('billing')
  const format = useFormat()
  const { today } = useAccount()
  const { until, limit } = overdraft
  const isOver = overdraft.policy === 'provisional' && (!until || until < today)
  const policy = isOver ? 'none' : overdraft.policy
  return (
    <Text c="dimmed" mt="sm">
      {policy === 'none' && t('overdraft.none')}
      {policy === 'provisional' && until && t('overdraft.provisional', { until: format.day(until) })}
      {policy === 'corporate' && limit && t('overdraft.corporate', { limit: format.moneyInText(limit) })}
    </Text>
  )
}
