import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { addToMonth, monthOf } from '../../../../core/calendar/iso-date.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { type Balance, balanceQuery } from '../../billing/api/get-balance.ts'
import { documentsQuery } from '../../documents/api/documents.ts'
import { statesOf } from '../../documents/searches.ts'
import { firstNamesQuery } from '../api/find-names.ts'
import { forecastQuery } from '../api/get-forecast.ts'
import classes from '../home-page.module.css'

/** The account's money and what is the matter with it; nothing where there was never any, or who may not see it. */
export function MoneyTiles() {
  const account = useAccount()
  const isReader = account.can('billing.read') && account.can('documents.read') && account.can('orders.read')
  const balance = useQuery({ ...balanceQuery(account.id), enabled: isReader }).data
  const waiting = useWaitingNames(isReader)
  if (!balance || (isUntouched(balance) && waiting === 0)) return null
  return <Tiles balance={balance} waiting={waiting} />
}

function isUntouched({ balance, holds, open }: Balance): boolean {
  return [balance, holds, open].every(({ amount }) => amount === '0')
}

/** Names whose renewal waits for money. */
const WAITING = { blocked: ['funds'] }

function useWaitingNames(isReader: boolean): number {
  const { id: account } = useAccount()
  return useQuery({ ...firstNamesQuery(account, WAITING, 1), enabled: isReader }).data?.total ?? 0
}

type TilesProps = { readonly balance: Balance; readonly waiting: number }

function Tiles({ balance, waiting }: TilesProps) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const { id: account, today } = useAccount()
  const month = addToMonth(monthOf(today), -1)
  const unpaid = useQuery(documentsQuery(account, { state: statesOf('unpaid'), limit: 1 })).data?.total
  const documents = useQuery(documentsQuery(account, { month, limit: 1 })).data?.total
  const runsDryOn = useQuery(forecastQuery(account)).data?.funds?.runsDryOn
  const params = { account }
  const count = (number: number | undefined) => (number === undefined ? '…' : format.count(number))
  return (
    <nav className={classes.tiles} aria-label={t('money.label')}>
      <Link className={classes.tile} to="/accounts/$account/billing/balance" params={params}>
        <Content caption={t('money.available')} isLoss={balance.isLow}>
          {format.money(balance.available)}
        </Content>
      </Link>
      <Link
        className={classes.tile}
        data-nothing={runsDryOn === null || undefined}
        to="/accounts/$account/billing/balance"
        params={params}
      >
        <Content caption={runsDryOn === null ? t('money.covered') : t('money.runsDry')} isLoss={runsDryOn != null}>
          {runsDryOn === undefined ? '…' : runsDryOn === null ? '–' : format.plainDay(runsDryOn)}
        </Content>
      </Link>
      <Link
        className={classes.tile}
        data-nothing={waiting === 0 || undefined}
        to="/accounts/$account/domains"
        params={params}
        search={WAITING}
      >
        <Content caption={t('money.waiting')} isLoss={waiting > 0}>
          {count(waiting)}
        </Content>
      </Link>
      <Link
        className={classes.tile}
        data-nothing={unpaid === 0 || undefined}
        to="/accounts/$account/billing/documents"
        params={params}
        search={{ state: 'unpaid' }}
      >
        <Content caption={t('money.unpaid')}>{count(unpaid)}</Content>
      </Link>
      <Link
        className={classes.tile}
        data-nothing={documents === 0 || undefined}
        to="/accounts/$account/billing/documents"
        params={params}
        search={{ month }}
      >
        <Content caption={t('money.documents', { month: format.month(month) })}>{count(documents)}</Content>
      </Link>
    </nav>
  )
}

type ContentProps = { readonly caption: string; readonly isLoss?: boolean; readonly children: ReactNode }

function Content({ caption, isLoss = false, children }: ContentProps) {
  return (
    <>
      <span className={classes.number} data-loss={isLoss || undefined}>
        {children}
      </span>
      <span className={classes.caption}>{caption}</span>
    </>
  )
}
