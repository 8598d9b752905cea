import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { pageQueryOf } from '../../ui/table/paged-table.tsx'
import { operatedDocumentsQuery } from './api/documents.ts'
import { DocumentFilters, TypedField } from './components/document-filters.tsx'
import { DocumentTable } from './components/document-table.tsx'
import { type OperatedDocumentsSearch, statesOf } from './searches.ts'

const routeApi = getRouteApi('/accounts/$account/operator/documents')

/** The documents of all accounts, searched as those of one. */
export function OperatedDocumentsPage() {
  const { t } = useTranslation('invoices')
  const account = useAccount()
  const { page = 1, ...filter } = routeApi.useSearch()
  const { state, number } = filter
  const navigate = routeApi.useNavigate()
  const documents = useQuery(
    operatedDocumentsQuery(account.id, { ...filter, ...(state && { state: statesOf(state) }), ...pageQueryOf(page) }),
  )
  const show = (change: Partial<OperatedDocumentsSearch>) => void navigate({ search: { ...filter, ...change } })
  return (
    <Panel title={t('operated.title')} explanation={t('operated.explanation')}>
      <DocumentFilters filter={filter} onChange={show} onClear={() => void navigate({ search: {} })}>
        <TypedField
          label={t('columns.number')}
          width={170}
          value={number}
          onChange={(text) => show({ number: text.trim() || undefined })}
        />
      </DocumentFilters>
      <QueryState query={documents}>
        {({ items, total }) => (
          <DocumentTable
            documents={items}
            total={total}
            page={page}
            onPage={(next) => show({ page: next })}
            isReading={documents.isFetching}
          />
        )}
      </QueryState>
    </Panel>
  )
}
