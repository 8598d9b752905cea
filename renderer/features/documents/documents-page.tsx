import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { pageQueryOf } from '../../ui/table/paged-table.tsx'
import { MissingAddress } from '../mails/components/missing-address.tsx'
import { documentsQuery } from './api/documents.ts'
import { DocumentFilters } from './components/document-filters.tsx'
import { DocumentTable } from './components/document-table.tsx'
import { MonthExport } from './components/month-export.tsx'
import { QuoteDialog } from './components/quote-dialog.tsx'
import { type DocumentsSearch, statesOf } from './searches.ts'

const routeApi = getRouteApi('/accounts/$account/billing/documents')

/** Every document of the account; a month of them, and its journal, at one press. */
export function DocumentsPage() {
  const { t } = useTranslation('invoices')
  const account = useAccount()
  const { page = 1, ...filter } = routeApi.useSearch()
  const { state } = filter
  const navigate = routeApi.useNavigate()
  const documents = useQuery(
    documentsQuery(account.id, { ...filter, ...(state && { state: statesOf(state) }), ...pageQueryOf(page) }),
  )
  const [isQuoting, setQuoting] = useState(false)
  const show = (change: Partial<DocumentsSearch>) => void navigate({ search: { ...filter, ...change } })
  return (
    <>
      {account.can('documents.export') && <MonthExport />}
      <Panel
        title={t('list.title')}
        explanation={t('list.explanation')}
        actions={account.can('quotes.manage') && <Button onClick={() => setQuoting(true)}>{t('quote.button')}</Button>}
      >
        <MissingAddress />
        <DocumentFilters filter={filter} onChange={show} onClear={() => void navigate({ search: {} })} />
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
      {isQuoting && <QuoteDialog onClose={() => setQuoting(false)} />}
    </>
  )
}
