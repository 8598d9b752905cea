import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useConnectionName } from '../../../i18n/use-connection-name.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import type { Connection } from '../api/list-connections.ts'
import { ALL_SUFFIXES } from '../connection-values.ts'
import { useCutOffText } from '../use-cut-off-text.ts'

type ConnectionRowProps = { readonly connection: Connection; readonly onEdit: (() => void) | null }

const SHOWN_CUT_OFFS = 5

/** One connection: its names lead to the table, its cut-offs are written out. */
export function ConnectionRow({ connection, onEdit }: ConnectionRowProps) {
  const { t } = useTranslation(['connections', 'pages'])
  const format = useFormat()
  const { id, registrar, gateway, names, cutOffs } = connection
  const name = useConnectionName()(connection)
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td>
        <Group gap="xs">
          <Text fw={600}>{name}</Text>
          {gateway !== 'none' && <Badge>{t(`gateways.${gateway}`)}</Badge>}
        </Group>
      </Table.Td>
      <Table.Td>{registrar || '–'}</Table.Td>
      <Table.Td>
        <CutOffSummary cutOffs={cutOffs} />
      </Table.Td>
      <Table.Td ta="end">
        <NamesLink filter={{ connection: id }}>{format.count(names)}</NamesLink>
      </Table.Td>
      <Table.Td ta="end">
        {onEdit && (
          <Button size="compact-sm" variant="default" aria-label={t('editLabel', { name })} onClick={onEdit}>
            {t('pages:edit')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function CutOffSummary({ cutOffs }: Pick<Connection, 'cutOffs'>) {
  const { t } = useTranslation('connections')
  const textOf = useCutOffText()
  const entries = Object.entries(cutOffs)
  if (entries.length === 0) return <Text c="dimmed">{t('noCutOffs')}</Text>
  return (
    <Stack gap={0}>
      {entries.slice(0, SHOWN_CUT_OFFS).map(([suffix, cutOff]) => (
        <Text key={suffix}>
          {suffix === ALL_SUFFIXES ? t('allSuffixes') : `.${suffix}`}: {textOf(cutOff)}
        </Text>
      ))}
      {entries.length > SHOWN_CUT_OFFS && (
        <Text c="dimmed">{t('moreCutOffs', { count: entries.length - SHOWN_CUT_OFFS })}</Text>
      )}
    </Stack>
  )
}
