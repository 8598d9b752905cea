import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { WireMoney } from '../../../../core/money/money.ts'
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
        <Figure label={t('balance.balance')} money={balance.balance} />
        <Figure label={t('balance.holds')} money={balance.holds} />
        <Figure label={t('balance.open')} money={balance.open} />
      </dl>
      <OverdraftText balance={balance} />
    </>
  )
}

type FigureProps = { readonly label: string; readonly money: WireMoney; readonly isMain?: boolean }

function Figure({ label, money, isMain = false }: FigureProps) {
  const format = useFormat()
  const isNegative = money.amount.startsWith('-')
  return (
    <div className={classes.figure} data-main={isMain || undefined} data-negative={isNegative || undefined}>
      <dt>{label}</dt>
      <dd>{format.money(money)}</dd>
    </div>
  )
}

function OverdraftText({ balance: { overdraft } }: { readonly balance: Balance }) {
  const { t } = useTranslation('billing')
  const format = useFormat()
  const { policy, until, limit } = overdraft
  return (
    <Text c="dimmed" mt="sm">
      {policy === 'none' && t('overdraft.none')}
      {policy === 'provisional' && until && t('overdraft.provisional', { until: format.day(until) })}
      {policy === 'corporate' && limit && t('overdraft.corporate', { limit: format.moneyInText(limit) })}
    </Text>
  )
}
