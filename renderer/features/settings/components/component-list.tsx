import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The larger parts that the program is made of, with the licences that they name themselves. */
const COMPONENTS = [
  ['Electron', 'MIT'],
  ['React', 'MIT'],
  ['Mantine', 'MIT'],
  ['TanStack Query, Router, Table', 'MIT'],
  ['Tabler Icons', 'MIT'],
  ['Day.js', 'MIT'],
  ['i18next', 'MIT'],
  ['Hono', 'MIT'],
  ['Kysely', 'MIT'],
  ['Zod', 'MIT'],
  ['Typst', 'Apache-2.0'],
  ['tldts', 'MIT'],
  ['Public Suffix List', 'MPL-2.0'],
  ['Noto Sans CJK', 'OFL-1.1'],
  ['BIZ UDPGothic', 'OFL-1.1'],
] as const

export function ComponentList() {
  const { t } = useTranslation('settings')
  return (
    <Table aria-label={t('about.components')} maw={460} verticalSpacing={3}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('about.component')}</Table.Th>
          <Table.Th scope="col">{t('about.licence')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {COMPONENTS.map(([name, licence]) => (
          <Table.Tr key={name}>
            <Table.Td>{name}</Table.Td>
            <Table.Td>{licence}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
