import { Button, EmptyState, Table } from '@mantine/core'
import { IconBuildingStore, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../data/account.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { type Connection, connectionsQuery } from './api/list-connections.ts'
import { ConnectionDialog } from './components/connection-dialog.tsx'
import { ConnectionRow } from './components/connection-row.tsx'

type Edited = { readonly kind: 'new' } | { readonly kind: 'known'; readonly connection: Connection }

/** Where the account's names are held, and until when each registrar accepts a renewal. */
export function ConnectionsPage() {
  const { t } = useTranslation('connections')
  const account = useAccount()
  const connections = useQuery(connectionsQuery(account.id))
  const [edited, setEdited] = useState<Edited | null>(null)
  const mayManage = account.can('connections.manage', { kind: 'account' })
  const add = mayManage && (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEdited({ kind: 'new' })}>
      {t('add')}
    </Button>
  )
  return (
    <Panel title={t('title')} explanation={t('explanation')} actions={add}>
      <QueryState query={connections}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState icon={<IconBuildingStore />} title={t('none.title')} description={t('none.description')} />
          ) : (
            <ConnectionTable
              connections={items}
              onEdit={mayManage ? (connection) => setEdited({ kind: 'known', connection }) : null}
            />
          )
        }
      </QueryState>
      {edited && (
        <ConnectionDialog
          connection={edited.kind === 'known' ? edited.connection : null}
          onClose={() => setEdited(null)}
        />
      )}
    </Panel>
  )
}

type ConnectionTableProps = {
  readonly connections: readonly Connection[]
  /** Null for who may only look. */
  readonly onEdit: ((connection: Connection) => void) | null
}

function ConnectionTable({ connections, onEdit }: ConnectionTableProps) {
  const { t } = useTranslation('connections')
  return (
    <Table aria-label={t('title')} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('columns.name')}</Table.Th>
          <Table.Th scope="col">{t('columns.registrar')}</Table.Th>
          <Table.Th scope="col">{t('columns.cutOffs')}</Table.Th>
          <Table.Th scope="col" ta="end">
            {t('columns.names')}
          </Table.Th>
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {connections.map((connection) => (
          <ConnectionRow
            key={connection.id}
            connection={connection}
            onEdit={onEdit === null ? null : () => onEdit(connection)}
          />
        ))}
      </Table.Tbody>
    </Table>
  )
}
