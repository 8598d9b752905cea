import { Button, Group, Menu } from '@mantine/core'
import { IconFilterPlus, IconX } from '@tabler/icons-react'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterButton } from './filter-button.tsx'
import { type FilterDefinition, type FilterValues, fieldsOf, isActive } from './filter-definition.ts'
import { SearchField } from './search-field.tsx'

type FilterBarProps = {
  readonly definitions: readonly FilterDefinition[]
  readonly values: FilterValues
  /** Parameters that change; undefined takes one away. The page puts them into its address. */
  readonly onChange: (values: FilterValues) => void
  readonly searchLabel: string
  readonly searchRef: RefObject<HTMLInputElement | null>
  readonly onSearched?: () => void
}

/** Search and filters of a list, bound to the page's address. */
export function FilterBar({ definitions, values, onChange, searchLabel, searchRef, onSearched }: FilterBarProps) {
  const { t } = useTranslation('table')
  const [added, setAdded] = useState<string | null>(null)
  const isShown = (one: FilterDefinition) => one.isAlwaysShown || isActive(one, values) || one.field === added
  const hidden = definitions.filter((one) => !isShown(one))
  const active = definitions.filter((one) => isActive(one, values))
  const clear = () =>
    onChange(Object.fromEntries(['search', ...active.flatMap(fieldsOf)].map((key) => [key, undefined])))
  return (
    <Group gap={6} role="search" aria-label={t('filters.label')}>
      <SearchField
        label={searchLabel}
        value={typeof values['search'] === 'string' ? values['search'] : ''}
        onChange={(search) => onChange({ search: search || undefined })}
        inputRef={searchRef}
        onEnter={onSearched}
      />
      {definitions.filter(isShown).map((definition) => (
        <FilterButton
          key={definition.field}
          definition={definition}
          values={values}
          onChange={onChange}
          opensAtFirst={definition.field === added}
        />
      ))}
      {hidden.length > 0 && (
        <Menu position="bottom-start" returnFocus>
          <Menu.Target>
            <Button variant="subtle" color="gray" px={8} leftSection={<IconFilterPlus size={15} />}>
              {t('filters.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {hidden.map(({ field, label }) => (
              <Menu.Item key={field} onClick={() => setAdded(field)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {(active.length > 0 || values['search'] !== undefined) && (
        <Button variant="subtle" color="gray" px={8} leftSection={<IconX size={14} />} onClick={clear}>
          {t('filters.clear')}
        </Button>
      )}
    </Group>
  )
}
