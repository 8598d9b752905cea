import { Anchor, EmptyState } from '@mantine/core'
import { IconCashBanknote } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { type PagedColumn, PagedTable, type Paging } from '../../../ui/table/paged-table.tsx'
import { Amount } from '../../billing/components/amount.tsx'
import type { DebitRequest } from '../api/direct-debits.ts'

type RequestTableProps = Paging & {
  readonly requests: readonly DebitRequest[]
}

/** Requests that were made, newest first. */
export function RequestTable({ requests, ...paging }: RequestTableProps) {
  const { t } = useTranslation('debits')
  const columns = useRequestColumns()
  return (
    <PagedTable
      {...paging}
      label={t('made.title')}
      columns={columns}
      rows={requests}
      rowId={({ id }) => id}
      empty={
        <EmptyState icon={<IconCashBanknote />} title={t('made.none.title')} description={t('made.none.description')} />
      }
    />
  )
}

function useRequestColumns(): readonly PagedColumn<DebitRequest>[] {
  const { t } = useTranslation('debits')
  const format = useFormat()
  const { id: account, timeZone } = useAccount()
  const counted = (count: number) => t('made.count', { count, formatted: format.count(count) })
  return [
    {
      id: 'debitOn',
      title: t('request.debitOn'),
      cell: ({ id, debitOn }) => (
        <Anchor
          renderRoot={(props) => (
            <Link
              {...props}
              to="/accounts/$account/operator/direct-debits/$request"
              params={{ account, request: id }}
            />
          )}
        >
          {format.day(debitOn)}
        </Anchor>
      ),
    },
    { id: 'state', title: t('made.state'), cell: ({ state }) => t(`states.${state}`) },
    { id: 'createdAt', title: t('made.createdAt'), cell: ({ createdAt }) => format.instant(createdAt, timeZone) },
    { id: 'count', title: t('made.requested'), align: 'end', cell: ({ count }) => counted(count) },
    { id: 'sum', title: t('made.sum'), align: 'end', cell: ({ sum }) => <Amount money={sum} /> },
    {
      id: 'paid',
      title: t('made.paid'),
      align: 'end',
      cell: ({ state, paid }) =>
        state === 'answered' && (
          <>
            {counted(paid.count)} <Amount money={paid.sum} />
          </>
        ),
    },
  ]
}
