import { Button, EmptyState, Group } from '@mantine/core'
import { IconPigMoney } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getUnusedBalancesCsv } from '../../../core/contract/http/unused-balances.ts'
import { UNUSED_LIMIT } from '../../../core/ledger/unused-balance.ts'
import { wireYen } from '../../../core/money/yen-input.ts'
import { useAccount } from '../../data/account.tsx'
import { fileAddress, saveFile } from '../../data/save-file.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { DayField } from '../../ui/forms/day-field.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { useProblemNotice } from '../../ui/layout/use-problem-notice.ts'
import { PagedTable, pageQueryOf } from '../../ui/table/paged-table.tsx'
import { AccountLink } from '../billing/components/account-link.tsx'
import { Amount } from '../billing/components/amount.tsx'
import { type UnusedReport, unusedBalancesQuery } from './api/unused-balances.ts'
import { BaseDayTable, UnusedFigures } from './components/unused-figures.tsx'

const routeApi = getRouteApi('/accounts/$account/operator/unused-balances')

/** Prepaid money that nobody has used, against the limit of the law, of now or of another day. */
export function UnusedBalancesPage() {
  const { t, i18n } = useTranslation('operator')
  const format = useFormat()
  const account = useAccount()
  const tell = useProblemNotice()
  const { day, page = 1 } = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const report = useQuery(unusedBalancesQuery(account.id, { ...(day && { day }), ...pageQueryOf(page) }))
  const language = i18n.language === 'ja' ? 'ja' : 'en'
  const shown = day ?? account.today
  const save = () =>
    void saveFile(fileAddress(getUnusedBalancesCsv, {}, { day, language }), `unused-balances-${shown}.csv`).catch(tell)
  return (
    <>
      <Panel
        title={t('unused.title')}
        explanation={t('unused.explanation', { limit: format.moneyInText(wireYen(UNUSED_LIMIT)) })}
        actions={
          <Button variant="default" onClick={save}>
            {t('unused.csv')}
          </Button>
        }
      >
        <Group align="flex-end" mb="md">
          <DayField
            label={t('unused.day')}
            value={shown}
            max={account.today}
            onChange={(day) => void navigate({ search: day === '' || day === account.today ? {} : { day } })}
          />
          {day && (
            <Button variant="subtle" onClick={() => void navigate({ search: {} })}>
              {t('unused.today')}
            </Button>
          )}
        </Group>
        <QueryState query={report}>{(data) => <UnusedFigures report={data} />}</QueryState>
      </Panel>
      <Panel title={t('unused.byAccount')}>
        <QueryState query={report}>
          {(data) => (
            <ByAccount
              report={data}
              page={page}
              onPage={(next) => void navigate({ search: { ...(day && { day }), page: next } })}
              isReading={report.isFetching}
            />
          )}
        </QueryState>
      </Panel>
      {report.data && (
        <Panel title={t('unused.baseDays')}>
          <BaseDayTable report={report.data} />
        </Panel>
      )}
    </>
  )
}

type ByAccountProps = {
  readonly report: UnusedReport
  readonly page: number
  readonly onPage: (page: number) => void
  readonly isReading: boolean
}

function ByAccount({ report: { items, total }, ...paging }: ByAccountProps) {
  const { t } = useTranslation('operator')
  return (
    <PagedTable
      {...paging}
      label={t('unused.byAccount')}
      rows={items}
      total={total}
      rowId={({ account }) => account.id}
      columns={[
        {
          id: 'account',
          title: t('unused.account'),
          cell: ({ account }) => <AccountLink id={account.id} name={account.name} />,
        },
        {
          id: 'balance',
          title: t('unused.balance'),
          align: 'end',
          cell: ({ balance }) => <Amount money={balance} />,
        },
      ]}
      empty={
        <EmptyState icon={<IconPigMoney />} title={t('unused.none.title')} description={t('unused.none.description')} />
      }
    />
  )
}
