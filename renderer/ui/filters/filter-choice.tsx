import { Checkbox, Group, ScrollArea, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import { type ChosenValues, type FilterOption, type FilterValues, writeChoice } from './filter-definition.ts'

const SEARCH_FROM = 9
/** A company can have thousands of tags; the rest is found by typing. */
const SHOWN = 200

type FilterChoiceProps = {
  readonly label: string
  readonly options: readonly FilterOption[]
  readonly chosen: ChosenValues
  readonly onChange: (value: FilterValues[string]) => void
}

/** Any of the ticked values, or none of them. */
export function FilterChoice({ label, options, chosen, onChange }: FilterChoiceProps) {
  const { t } = useTranslation('table')
  const [text, setText] = useState('')
  const known = new Set(options.map(({ value }) => value))
  const foreign = chosen.values.filter((value) => !known.has(value)).map((value) => ({ value, label: value }))
  const wanted = text.toLocaleLowerCase()
  const found = [...foreign, ...options].filter((option) => option.label.toLocaleLowerCase().includes(wanted))
  const toggle = (value: string, isOn: boolean) => {
    const others = chosen.values.filter((other) => other !== value)
    onChange(writeChoice({ ...chosen, values: isOn ? [...others, value] : others }))
  }
  return (
    <Stack gap="xs" w={250}>
      <SegmentedControl
        fullWidth
        aria-label={label}
        value={chosen.isNot ? 'not' : 'in'}
        onChange={(value) => onChange(writeChoice({ ...chosen, isNot: value === 'not' }))}
        data={[
          { value: 'in', label: t('filters.in') },
          { value: 'not', label: t('filters.notIn') },
        ]}
      />
      {options.length >= SEARCH_FROM && (
        <TextInput
          aria-label={t('filters.find')}
          placeholder={t('filters.find')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <ScrollArea.Autosize mah={300} type="auto">
        <Stack gap={6} p={2} pr={14}>
          {found.slice(0, SHOWN).map((option) => (
            <OptionRow
              key={option.value}
              option={option}
              isOn={chosen.values.includes(option.value)}
              onToggle={(isOn) => toggle(option.value, isOn)}
            />
          ))}
          {found.length === 0 && <Text c="dimmed">{t('filters.noOption')}</Text>}
        </Stack>
      </ScrollArea.Autosize>
    </Stack>
  )
}

type OptionRowProps = {
  readonly option: FilterOption
  readonly isOn: boolean
  readonly onToggle: (isOn: boolean) => void
}

function OptionRow({ option, isOn, onToggle }: OptionRowProps) {
  const format = useFormat()
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Checkbox label={option.label} checked={isOn} onChange={(event) => onToggle(event.currentTarget.checked)} />
      {option.count !== undefined && (
        <Text size="xs" c="dimmed">
          {format.count(option.count)}
        </Text>
      )}
    </Group>
  )
}
