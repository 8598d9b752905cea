import { EmptyState } from '@mantine/core'
import { IconCalendarCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { type PagedColumn, PagedTable, pageOf } from '../../../ui/table/paged-table.tsx'
import { Amount } from '../../billing/components/amount.tsx'
import { DocumentLink } from '../../documents/components/document-link.tsx'
import type { Closing } from '../api/closings.ts'

type ClosingTableProps = { readonly closings: readonly Closing[]; readonly of: string; readonly isReading: boolean }

/** Closed periods, newest first, with the documents that each issued. */
export function ClosingTable({ closings, of, isReading }: ClosingTableProps) {
  const { t } = useTranslation('closing')
  const columns = useClosingColumns(of)
  const [page, setPage] = useState(1)
  const newestFirst = closings.toReversed()
  return (
    <PagedTable
      label={t('closed.title')}
      columns={columns}
      rows={pageOf(newestFirst, page)}
      total={closings.length}
      page={page}
      onPage={setPage}
      isReading={isReading}
      rowId={({ period, part }) => `${period} ${part}`}
      empty={
        <EmptyState
          icon={<IconCalendarCheck />}
          title={t('closed.none.title')}
          description={t('closed.none.description')}
        />
      }
    />
  )
}

function useClosingColumns(of: string): readonly PagedColumn<Closing>[] {
  const { t } = useTranslation(['closing', 'billing'])
  const format = useFormat()
  const { timeZone } = useAccount()
  return [
    {
      id: 'period',
      title: t('columns.period'),
      isUnbroken: true,
      cell: ({ period, part }) =>
        part > 1 ? t('periodPart', { month: format.month(period), part }) : format.month(period),
    },
    {
      id: 'days',
      title: t('facts.days'),
      cell: ({ from, to }) => t('days', { from: format.plainDay(from), to: format.plainDay(to) }),
    },
    { id: 'balance', title: t('facts.balance'), align: 'end', cell: ({ balance }) => <Amount money={balance} /> },
    { id: 'ask', title: t('columns.ask'), align: 'end', cell: ({ ask }) => <Amount money={ask} /> },
    {
      id: 'documents',
      title: t('columns.documents'),
      cell: ({ document, balanceRequest }) =>
        [document, balanceRequest]
          .filter((number) => number !== null)
          .map((number) => (
            <div key={number}>
              <DocumentLink number={number} of={of} />
            </div>
          )),
    },
    { id: 'channel', title: t('columns.channel'), cell: ({ channel }) => t(`billing:deliveries.${channel}`) },
    { id: 'closedAt', title: t('columns.closedAt'), cell: ({ closedAt }) => format.instant(closedAt, timeZone) },
  ]
}
