import { Button, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IsoDate } from '../../../core/calendar/iso-date.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { FilterChoice } from './filter-choice.tsx'
import { FilterDays } from './filter-days.tsx'
import { type FilterDefinition, type FilterValues, isActive, readChoice } from './filter-definition.ts'

type FilterButtonProps = {
  readonly definition: FilterDefinition
  readonly values: FilterValues
  readonly onChange: (values: FilterValues) => void
  readonly opensAtFirst: boolean
}

/** A filter's button, which says what it is set to, and its panel. */
export function FilterButton({ definition, values, onChange, opensAtFirst }: FilterButtonProps) {
  const [isOpen, setIsOpen] = useState(opensAtFirst)
  const summary = useFilterSummary()(definition, values)
  const isOn = isActive(definition, values)
  return (
    <Popover position="bottom-start" shadow="md" opened={isOpen} onChange={setIsOpen} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          {...(isOn && { bg: 'var(--daicho-selected)', c: 'var(--mantine-color-anchor)' })}
          px={9}
          fw={isOn ? 600 : 400}
          rightSection={<IconChevronDown size={13} aria-hidden />}
          onClick={() => setIsOpen(!isOpen)}
        >
          {summary === null ? definition.label : `${definition.label}: ${summary}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={definition.label}>
        {definition.kind === 'choice' ? (
          <FilterChoice
            label={definition.label}
            options={definition.options}
            chosen={readChoice(values[definition.field])}
            onChange={(value) => onChange({ [definition.field]: value })}
          />
        ) : (
          <FilterDays definition={definition} values={values} onChange={onChange} />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

/** What a filter is set to in few words; null when it is not set. */
function useFilterSummary(): (definition: FilterDefinition, values: FilterValues) => string | null {
  const { t } = useTranslation('table')
  const format = useFormat()
  const day = (value: FilterValues[string]) => (typeof value === 'string' ? format.plainDay(value as IsoDate) : '')
  return (definition, values) => {
    if (!isActive(definition, values)) return null
    if (definition.kind === 'days') return `${day(values[definition.from])} – ${day(values[definition.to])}`
    const { isNot, values: chosen } = readChoice(values[definition.field])
    const labels = chosen.map((value) => definition.options.find((option) => option.value === value)?.label ?? value)
    const text = labels.length > 2 ? t('filters.several', { count: labels.length }) : format.list(labels)
    return isNot ? t('filters.not', { text }) : text
  }
}
