import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DELIVERY_STATES } from '../../../core/contract/http/deliveries.ts'
import { useAccount } from '../../data/account.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { pageQueryOf } from '../../ui/table/paged-table.tsx'
import { UndeliveredPanel } from '../mails/components/undelivered-panel.tsx'
import { operatedDeliveriesQuery } from './api/deliveries.ts'
import { LetterTable } from './components/letter-table.tsx'

const routeApi = getRouteApi('/accounts/$account/operator/deliveries')

/** What an operator has to post, of all accounts, and what was posted. */
export function LettersPage() {
  const { t } = useTranslation('deliveries')
  const account = useAccount()
  const { state = 'requested', page = 1 } = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const letters = useQuery(operatedDeliveriesQuery(account.id, { state, ...pageQueryOf(page) }))
  return (
    <>
      <Panel title={t('operator.title')} explanation={t('operator.explanation')}>
        <SegmentedControl
          mb="sm"
          aria-label={t('columns.state')}
          value={state}
          onChange={(value) => {
            const chosen = DELIVERY_STATES.find((one) => one === value)
            void navigate({ search: chosen === undefined || chosen === 'requested' ? {} : { state: chosen } })
          }}
          data={DELIVERY_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
        <QueryState query={letters}>
          {({ items, total }) => (
            <LetterTable
              letters={items}
              total={total}
              page={page}
              onPage={(next) => void navigate({ search: { state, page: next } })}
              isReading={letters.isFetching}
            />
          )}
        </QueryState>
      </Panel>
      <UndeliveredPanel />
    </>
  )
}
