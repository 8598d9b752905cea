import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DomainItem } from '../../../../core/contract/http/domains.ts'
import { Day } from '../../../ui/layout/day.tsx'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import { contradictions } from '../attention-filters.ts'
import classes from '../home-page.module.css'

/** Names that are set to one thing here and to the other at the registrar. */
export function ContradictionList({ names }: { readonly names: readonly DomainItem[] }) {
  const { t } = useTranslation(['home', 'common'])
  if (names.length === 0) return <Text c="dimmed">{t('contradictions.none')}</Text>
  return (
    <Table className={classes.list} verticalSpacing={5} horizontalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('columns.name')}</Table.Th>
          <Table.Th>{t('columns.decideBy')}</Table.Th>
          <Table.Th>{t('columns.here')}</Table.Th>
          <Table.Th>{t('columns.there')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {names.map((row) => (
          <Table.Tr key={row.name}>
            <Table.Td className={classes.name} title={row.unicodeName}>
              <NamesLink filter={contradictions()} open={row.name}>
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
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{t(`contradictions.${row.registrarAutoRenew}`)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
