import { Button, Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DayField } from '../forms/day-field.tsx'
import type { FilterDefinition, FilterValues } from './filter-definition.ts'

type FilterDaysProps = {
  readonly definition: Extract<FilterDefinition, { kind: 'days' }>
  readonly values: FilterValues
  readonly onChange: (values: FilterValues) => void
}

/** A range of days, both included: presets, or two day fields. */
export function FilterDays({ definition, values, onChange }: FilterDaysProps) {
  const { t } = useTranslation('table')
  const { from, to, presets } = definition
  const field = (key: string, label: string) => (
    <DayField
      label={label}
      value={typeof values[key] === 'string' ? values[key] : ''}
      isInPanel
      onChange={(day) => onChange({ [key]: day || undefined })}
    />
  )
  return (
    <Stack gap="xs" w={270}>
      <Group gap={6}>
        {presets.map((preset) => (
          <Button
            key={preset.label}
            size="compact-sm"
            variant={values[from] === preset.from && values[to] === preset.to ? 'filled' : 'default'}
            onClick={() => onChange({ [from]: preset.from, [to]: preset.to })}
          >
            {preset.label}
          </Button>
        ))}
      </Group>
      <Group gap="xs" grow>
        {field(from, t('filters.from'))}
        {field(to, t('filters.to'))}
      </Group>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        onClick={() => onChange({ [from]: undefined, [to]: undefined })}
      >
        {t('filters.anyDay')}
      </Button>
    </Stack>
  )
}
