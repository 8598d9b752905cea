import { Button, Group, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ENTRY_KINDS } from '../../../core/ledger/entry.ts'
import { useAccount } from '../../data/account.tsx'
import { DayField } from '../../ui/forms/day-field.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { pageQueryOf } from '../../ui/table/paged-table.tsx'
import { ledgerQuery } from './api/list-ledger.ts'
import { EntryTable } from './components/entry-table.tsx'
import type { LedgerSearch } from './searches.ts'

const routeApi = getRouteApi('/accounts/$account/billing/ledger')

/** Every entry of the account, newest first. */
export function LedgerPage() {
  const { t } = useTranslation('billing')
  const account = useAccount()
  const { page = 1, ...filter } = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const query = useQuery(ledgerQuery(account.id, { ...filter, ...pageQueryOf(page) }))
  const show = (change: Partial<LedgerSearch>) => void navigate({ search: { ...filter, ...change }, replace: true })
  return (
    <Panel title={t('ledger.title')} explanation={t('ledger.explanation')}>
      <LedgerFilters filter={filter} onChange={show} />
      <QueryState query={query}>
        {({ items, total }) => (
          <EntryTable
            entries={items}
            total={total}
            page={page}
            onPage={(next) => show({ page: next })}
            isReading={query.isFetching}
          />
        )}
      </QueryState>
    </Panel>
  )
}

type Filter = Omit<LedgerSearch, 'page'>
type LedgerFiltersProps = { readonly filter: Filter; readonly onChange: (change: Partial<Filter>) => void }

function LedgerFilters({ filter, onChange }: LedgerFiltersProps) {
  const { t } = useTranslation(['billing', 'table'])
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  return (
    <Group role="search" aria-label={t('table:filters.label')} align="flex-end" mb="sm" gap="sm">
      <Select
        label={t('ledger.kind')}
        placeholder={t('ledger.allKinds')}
        data={ENTRY_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        value={filter.kind ?? null}
        clearable
        onChange={(value) => onChange({ kind: ENTRY_KINDS.find((kind) => kind === value) })}
      />
      <DayField
        label={t('ledger.from')}
        value={filter.from ?? ''}
        onChange={(day) => onChange({ from: day || undefined })}
      />
      <DayField label={t('ledger.to')} value={filter.to ?? ''} onChange={(day) => onChange({ to: day || undefined })} />
      <TextInput
        key={filter.domain ?? ''}
        label={t('ledger.domain')}
        defaultValue={filter.domain ?? ''}
        onBlur={(event) => onChange({ domain: event.currentTarget.value.trim() || undefined })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChange({ domain: event.currentTarget.value.trim() || undefined })
        }}
      />
      {isFiltered && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconX size={14} />}
          onClick={() =>
            onChange({
              kind: undefined,
              from: undefined,
              to: undefined,
              domain: undefined,
              reference: undefined,
              document: undefined,
            })
          }
        >
          {t('table:filters.clear')}
        </Button>
      )}
    </Group>
  )
}
