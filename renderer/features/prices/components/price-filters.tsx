import { Group, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PRICED_OPERATIONS } from '../../../../core/billing/price-list.ts'
import { useAccount } from '../../../data/account.tsx'
import { operatedAccountsQuery } from '../../operator/api/accounts.ts'
import type { PricesSearch } from '../searches.ts'

type PriceFiltersProps = {
  readonly search: PricesSearch
  readonly onChange: (change: Partial<PricesSearch>) => void
}

/** Which prices are shown: the list's or one account's, of a suffix, of an operation. */
export function PriceFilters({ search, onChange }: PriceFiltersProps) {
  const { t } = useTranslation(['prices', 'billing', 'table'])
  const account = useAccount()
  const accounts = useQuery(operatedAccountsQuery(account.id)).data?.items ?? []
  const takeSuffix = (text: string) => onChange({ suffix: text.trim().replace(/^\./, '').toLowerCase() || undefined })
  return (
    <Group role="search" aria-label={t('table:filters.label')} align="flex-end" mb="sm" gap="sm">
      <Select
        label={t('filters.of')}
        placeholder={t('list.title')}
        w={280}
        clearable
        searchable
        data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.of ?? null}
        onChange={(of) => onChange({ of: of ?? undefined })}
      />
      <TextInput
        key={search.suffix ?? ''}
        label={t('columns.suffix')}
        w={160}
        defaultValue={search.suffix ?? ''}
        onBlur={(event) => takeSuffix(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') takeSuffix(event.currentTarget.value)
        }}
      />
      <Select
        label={t('columns.operation')}
        placeholder={t('filters.allOperations')}
        w={180}
        clearable
        data={PRICED_OPERATIONS.map((value) => ({ value, label: t(`billing:operations.${value}`) }))}
        value={search.operation ?? null}
        onChange={(value) => onChange({ operation: PRICED_OPERATIONS.find((one) => one === value) })}
      />
    </Group>
  )
}
