import { Badge, Button, EmptyState, Text } from '@mantine/core'
import { IconMailbox } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import { type PagedColumn, PagedTable, type Paging } from '../../../ui/table/paged-table.tsx'
import { DocumentLink } from '../../documents/components/document-link.tsx'
import { type Delivery, useWithdrawDelivery } from '../api/deliveries.ts'

type DeliveryTableProps = Paging & {
  readonly deliveries: readonly Delivery[]
}

/** Requests of the account, newest first; one that waits can be withdrawn. */
export function DeliveryTable({ deliveries, ...paging }: DeliveryTableProps) {
  const { t } = useTranslation('deliveries')
  const common = useDeliveryColumns()
  const columns: readonly PagedColumn<Delivery>[] = [
    ...common,
    { id: 'withdraw', title: '', align: 'end', cell: (delivery) => <Withdraw delivery={delivery} /> },
  ]
  return (
    <PagedTable
      {...paging}
      label={t('requests.title')}
      columns={columns}
      rows={deliveries}
      rowId={({ id }) => id}
      empty={<EmptyState icon={<IconMailbox />} title={t('none.title')} description={t('none.description')} />}
    />
  )
}

/** What is sent where, who asked for it, and what became of it. */
export function useDeliveryColumns(): readonly PagedColumn<Delivery>[] {
  const { t } = useTranslation(['deliveries', 'billing'])
  const format = useFormat()
  const { timeZone } = useAccount()
  return [
    {
      id: 'createdAt',
      title: t('columns.createdAt'),
      isUnbroken: true,
      cell: ({ createdAt }) => format.instant(createdAt, timeZone),
    },
    {
      id: 'what',
      title: t('columns.what'),
      isUnbroken: true,
      cell: ({ document, account }) =>
        document === null ? t('request.all') : <DocumentLink number={document} of={account.id} />,
    },
    { id: 'delivery', title: t('columns.delivery'), cell: ({ delivery }) => t(`billing:deliveries.${delivery}`) },
    { id: 'to', title: t('columns.to'), cell: (delivery) => <Addressee delivery={delivery} /> },
    { id: 'person', title: t('columns.person'), cell: ({ person }) => person ?? t('byClosing') },
    { id: 'state', title: t('columns.state'), cell: (delivery) => <State delivery={delivery} /> },
  ]
}

function Addressee({ delivery: { delivery, recipient, postalCode, address, note } }: { readonly delivery: Delivery }) {
  const { t } = useTranslation('deliveries')
  if (delivery === 'mail') return recipient
  return (
    <>
      {recipient}
      <Text size="xs" c={address === null ? 'var(--daicho-loss)' : 'dimmed'}>
        {[postalCode && `〒${postalCode}`, address ?? t('noAddress')].filter(Boolean).join(' ')}
      </Text>
      {note && <Text size="xs">{note}</Text>}
    </>
  )
}

function State({ delivery: { state, document, endedOn, endedBy, answer } }: { readonly delivery: Delivery }) {
  const { t } = useTranslation('deliveries')
  const format = useFormat()
  const colour = state === 'requested' ? 'indigo' : 'gray'
  const isApplied = state === 'done' && document === null
  return (
    <>
      <Badge color={colour}>{isApplied ? t('applied') : t(`states.${state}`)}</Badge>
      {endedOn && (
        <Text size="xs" c="dimmed">
          {t('endedBy', { day: format.day(endedOn), person: endedBy ?? '' })}
        </Text>
      )}
      {answer && <Text size="xs">{answer}</Text>}
    </>
  )
}

function Withdraw({ delivery: { id, state, document } }: { readonly delivery: Delivery }) {
  const { t } = useTranslation('deliveries')
  const { can } = useAccount()
  const withdraw = useWithdrawDelivery()
  const tell = useProblemNotice()
  if (state !== 'requested' || !can('billing.manage')) return null
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={t('withdrawOf', { document })}
      loading={withdraw.isPending}
      onClick={() => withdraw.mutate(id, { onError: tell })}
    >
      {t('withdraw')}
    </Button>
  )
}
