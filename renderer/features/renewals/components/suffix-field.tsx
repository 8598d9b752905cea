import { Autocomplete, type AutocompleteProps, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseSuffix } from '../../../../core/domains/suffix.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { suffixesQuery } from '../../connections/api/list-suffixes.ts'
import { suffixKey } from '../../connections/connection-values.ts'

const OFFERED = 30

/** A suffix by typing, in either spelling; those of held names come first, with their number. */
export function SuffixField(props: AutocompleteProps) {
  const { t } = useTranslation('renewals')
  const format = useFormat()
  const { id: account } = useAccount()
  const [isOpen, setIsOpen] = useState(false)
  const search = suffixKey(props.value ?? '')
  const { data } = useQuery(suffixesQuery(account, { search: search || undefined, limit: OFFERED }))
  // Wildcards of the catalogue such as `*.kobe.jp` stand for suffixes and are none themselves.
  const suffixes = data?.items.filter(({ suffix }) => parseSuffix(suffix) !== null) ?? []
  const held = new Map(suffixes.map(({ suffix, names }) => [suffix, names]))
  return (
    <Autocomplete
      label={t('suffixes.suffix')}
      placeholder="co.jp"
      autoComplete="off"
      openOnFocus={false}
      dropdownOpened={isOpen}
      onDropdownOpen={() => setIsOpen(true)}
      onDropdownClose={() => setIsOpen(false)}
      // What the form shows when it is sent would stand below the list.
      onKeyDown={({ key }) => key === 'Enter' && setIsOpen(false)}
      spellCheck={false}
      data={suffixes.map(({ suffix }) => suffix)}
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <Group justify="space-between" flex={1}>
          <Text>.{option.value}</Text>
          <Text size="xs" c="dimmed">
            {(held.get(option.value) ?? 0) > 0 &&
              t('suffixes.held', {
                count: held.get(option.value) ?? 0,
                formatted: format.count(held.get(option.value) ?? 0),
              })}
          </Text>
        </Group>
      )}
      {...props}
    />
  )
}
