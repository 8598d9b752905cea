import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DomainItem } from '../../../../core/contract/http/domains.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { Day } from '../../../ui/layout/day.tsx'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import { toDecideWithin } from '../attention-filters.ts'
import classes from '../home-page.module.css'

/** The names that must be decided next: by when, and what happens if nobody does. */
export function DecisionList({ names }: { readonly names: readonly DomainItem[] }) {
  const { t } = useTranslation(['home', 'common'])
  const { today } = useAccount()
  const format = useFormat()
  if (names.length === 0) return <Text c="dimmed">{t('decide.none')}</Text>
  return (
    <Table className={classes.list} verticalSpacing={5} horizontalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('columns.name')}</Table.Th>
          <Table.Th>{t('columns.decideBy')}</Table.Th>
          <Table.Th>{t('columns.otherwise')}</Table.Th>
          <Table.Th ta="right">{t('columns.price')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {names.map((row) => (
          <Table.Tr key={row.name}>
            <Table.Td className={classes.name} title={row.unicodeName}>
              <NamesLink filter={toDecideWithin(today, 90)} open={row.name}>
                {row.unicodeName}
              </NamesLink>
            </Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              <Day day={row.decideBy} isNarrow />
            </Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              <span className={classes.mode} data-mode={row.renewal.mode}>
                {t(`common:modes.${row.renewal.mode}`)}
              </span>
            </Table.Td>
            <Table.Td ta="right">{row.price ? format.money(row.price) : '–'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
