import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { Panel } from '../../../ui/layout/panel.tsx'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import type { RenewalRules } from '../api/get-renewal-rules.ts'

const KINDS = ['decision', 'domain', 'critical'] as const

/** Names that do not follow account or suffix, strongest first. They are changed in the table of names. */
export function ExceptionsPanel({ exceptions }: Pick<RenewalRules, 'exceptions'>) {
  const { t } = useTranslation('renewals')
  const format = useFormat()
  return (
    <Panel title={t('exceptions.title')} explanation={t('exceptions.explanation')}>
      <Table aria-label={t('exceptions.title')}>
        <Table.Tbody>
          {KINDS.map((kind) => (
            <Table.Tr key={kind}>
              <Table.Th scope="row" w={150}>
                {t(`exceptions.${kind}`)}
              </Table.Th>
              <Table.Td c="dimmed">{t(`exceptions.means.${kind}`)}</Table.Td>
              <Table.Td ta="end" w={120}>
                <NamesLink filter={{ scope: kind, holding: 'held' }}>
                  {t('exceptions.names', { count: exceptions[kind], formatted: format.count(exceptions[kind]) })}
                </NamesLink>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  )
}
