import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DOCUMENT_SERIES } from '../../../../core/billing/document-number.ts'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { plainAmount } from '../../billing/plain-amount.ts'
import { type DocumentsSearch, STATE_CHOICES } from '../searches.ts'
import { MonthSelect } from './month-select.tsx'

type Filter = Omit<DocumentsSearch, 'page'>

type DocumentFiltersProps = {
  readonly filter: Filter
  readonly onChange: (change: Partial<Filter>) => void
  readonly onClear: () => void
  /** More fields, before the others. */
  readonly children?: ReactNode
}

/** The search that the law on electronic books asks for: date, total and counterparty, and the history of revisions. */
export function DocumentFilters({ filter, onChange, onClear, children }: DocumentFiltersProps) {
  const { t } = useTranslation(['invoices', 'table'])
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  return (
    <Group role="search" aria-label={t('table:filters.label')} align="flex-end" mb="sm" gap="sm">
      {children}
      <Select
        label={t('columns.series')}
        placeholder={t('filters.all')}
        w={170}
        clearable
        data={DOCUMENT_SERIES.map((value) => ({ value, label: t(`shortSeries.${value}`) }))}
        value={filter.series ?? null}
        onChange={(value) => onChange({ series: DOCUMENT_SERIES.find((series) => series === value) })}
      />
      <Select
        label={t('columns.state')}
        placeholder={t('filters.all')}
        w={140}
        clearable
        data={STATE_CHOICES.map((value) => ({ value, label: t(`states.${value}`) }))}
        value={filter.state ?? null}
        onChange={(value) => onChange({ state: STATE_CHOICES.find((state) => state === value) })}
      />
      <MonthSelect
        label={t('columns.period')}
        value={filter.month}
        placeholder={t('filters.all')}
        onChange={(month) => onChange({ month })}
      />
      <DayField
        label={t('filters.from')}
        w={160}
        value={filter.from}
        onChange={(day) => onChange({ from: day || undefined })}
      />
      <DayField
        label={t('filters.to')}
        w={160}
        value={filter.to}
        onChange={(day) => onChange({ to: day || undefined })}
      />
      <YenField
        label={t('filters.totalFrom')}
        value={filter.totalFrom}
        onChange={(totalFrom) => onChange({ totalFrom })}
      />
      <YenField label={t('filters.totalTo')} value={filter.totalTo} onChange={(totalTo) => onChange({ totalTo })} />
      <TypedField
        label={t('columns.counterparty')}
        width={190}
        value={filter.counterparty}
        onChange={(text) => onChange({ counterparty: text.trim() || undefined })}
      />
      <Checkbox
        pb={7}
        label={t('filters.history')}
        checked={filter.history === 'true'}
        onChange={(event) => onChange({ history: event.currentTarget.checked ? 'true' : undefined })}
      />
      {isFiltered && (
        <Button variant="subtle" color="gray" leftSection={<IconX size={14} />} onClick={onClear}>
          {t('table:filters.clear')}
        </Button>
      )}
    </Group>
  )
}

type YenFieldProps = {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (amount: string | undefined) => void
}

function YenField({ label, value, onChange }: YenFieldProps) {
  return (
    <TypedField
      label={label}
      width={110}
      value={value}
      onChange={(text) => onChange(/^-?\d{1,13}$/.test(plainAmount(text)) ? plainAmount(text) : undefined)}
    />
  )
}

type TypedFieldProps = {
  readonly label: string
  readonly width: number
  readonly value: string | undefined
  readonly onChange: (text: string) => void
}

/** Searches when somebody has typed, not with every letter. */
export function TypedField({ label, width, value = '', onChange }: TypedFieldProps) {
  return (
    <TextInput
      key={value}
      label={label}
      w={width}
      defaultValue={value}
      onBlur={(event) => event.currentTarget.value !== value && onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onChange(event.currentTarget.value)
      }}
    />
  )
}
