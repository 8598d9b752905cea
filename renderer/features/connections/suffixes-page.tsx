import { EmptyState, Group, Switch } from '@mantine/core'
import { IconWorldSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { SearchField } from '../../ui/filters/search-field.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { PagedTable, pageQueryOf } from '../../ui/table/paged-table.tsx'
import { suffixesQuery } from './api/list-suffixes.ts'
import { useSuffixColumns } from './use-suffix-columns.tsx'

const routeApi = getRouteApi('/accounts/$account/settings/suffixes')

/** The catalogue of suffixes: how names of each live and end, and where that is known from. */
export function SuffixesPage() {
  const { t } = useTranslation('connections')
  const account = useAccount()
  const { search, held, page = 1 } = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const searchRef = useRef<HTMLInputElement>(null)
  const query = useQuery(suffixesQuery(account.id, { search, held, ...pageQueryOf(page) }))
  const columns = useSuffixColumns()
  const show = (change: { search?: string | undefined; held?: 'true' | undefined; page?: number | undefined }) =>
    void navigate({ search: { search, held, ...change }, replace: true })
  return (
    <Panel title={t('suffixes.title')} explanation={t('suffixes.explanation')}>
      <Group mb="sm">
        <SearchField
          label={t('suffixes.search')}
          value={search ?? ''}
          onChange={(text) => show({ search: text || undefined })}
          inputRef={searchRef}
        />
        <Switch
          label={t('suffixes.heldOnly')}
          checked={held === 'true'}
          onChange={(event) => show({ held: event.currentTarget.checked ? 'true' : undefined })}
        />
      </Group>
      <QueryState query={query}>
        {({ items, total }) => (
          <PagedTable
            label={t('suffixes.title')}
            columns={columns}
            rows={items}
            total={total}
            page={page}
            onPage={(next) => show({ page: next })}
            isReading={query.isFetching}
            rowId={({ suffix }) => suffix}
            empty={
              <EmptyState
                icon={<IconWorldSearch />}
                title={t('suffixes.none.title')}
                description={t('suffixes.none.description')}
              />
            }
          />
        )}
      </QueryState>
    </Panel>
  )
}
