import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getDirectDebitFile } from '../../../core/contract/http/direct-debits.ts'
import { useAccount } from '../../data/account.tsx'
import { fileAddress, saveFile } from '../../data/save-file.ts'
import { DayField } from '../../ui/forms/day-field.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { useProblemNotice } from '../../ui/layout/use-problem-notice.ts'
import { pageQueryOf } from '../../ui/table/paged-table.tsx'
import { debitPreviewQuery, debitRequestsQuery } from './api/direct-debits.ts'
import { PreviewFacts } from './components/preview-facts.tsx'
import { RequestTable } from './components/request-table.tsx'

const routeApi = getRouteApi('/accounts/$account/operator/direct-debits')

/** What a request of a day would hold, its file, and the requests that were made. */
export function DirectDebitsPage() {
  const { t } = useTranslation('debits')
  const account = useAccount()
  const { on, page = 1 } = routeApi.useSearch()
  const change = routeApi.useNavigate()
  const goTo = useNavigate()
  const tell = useProblemNotice()
  const today = useQuery({ ...debitPreviewQuery(account.id, account.today), enabled: on === undefined })
  const day = on ?? today.data?.nextBankDay
  const preview = useQuery({
    ...debitPreviewQuery(account.id, day ?? account.today),
    enabled: day !== undefined,
    placeholderData: keepPreviousData,
  })
  const requests = useQuery(debitRequestsQuery(account.id, pageQueryOf(page)))
  const made = (id: string) => {
    void saveFile(fileAddress(getDirectDebitFile, { id }), t('fileName', { day: day ?? '' })).catch(tell)
    void goTo({
      to: '/accounts/$account/operator/direct-debits/$request',
      params: { account: account.id, request: id },
    })
  }
  return (
    <>
      <Panel title={t('request.title')} explanation={t('request.explanation')}>
        <DayField
          label={t('request.debitOn')}
          min={account.today}
          w={200}
          mb="sm"
          value={day ?? ''}
          onChange={(chosen) => void change({ search: { on: chosen || undefined }, replace: true })}
        />
        <QueryState query={day === undefined ? today : preview}>
          {(data) => <PreviewFacts preview={data} isReading={preview.isFetching} onMade={made} />}
        </QueryState>
      </Panel>
      <Panel title={t('made.title')} explanation={t('made.explanation')}>
        <QueryState query={requests}>
          {({ items, total }) => (
            <RequestTable
              requests={items}
              total={total}
              page={page}
              onPage={(next) => void change({ search: { ...(on && { on }), page: next } })}
              isReading={requests.isFetching}
            />
          )}
        </QueryState>
      </Panel>
    </>
  )
}
