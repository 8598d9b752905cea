import { Badge, Button, EmptyState, Text } from '@mantine/core'
import { IconTag } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { Day } from '../../../ui/layout/day.tsx'
import { type PagedColumn, PagedTable, type Paging } from '../../../ui/table/paged-table.tsx'
import { Amount } from '../../billing/components/amount.tsx'
import type { PriceLine } from '../api/prices.ts'

type PriceTableProps = Paging & {
  readonly lines: readonly PriceLine[]
  readonly onChange: (line: PriceLine) => void
  readonly isOwn?: boolean
}

/** Prices by suffix, operation and years; those that begin later follow those that hold today. */
export function PriceTable({ lines, onChange, isOwn = false, ...paging }: PriceTableProps) {
  const { t } = useTranslation('prices')
  const columns = usePriceColumns(onChange)
  const words = isOwn ? 'own' : 'list'
  return (
    <PagedTable
      {...paging}
      label={t(`${words}.title`)}
      columns={columns}
      rows={lines}
      rowId={({ suffix, operation, years, from }) => `${suffix} ${operation} ${years} ${from}`}
      empty={<EmptyState icon={<IconTag />} title={t(`${words}.none`)} description={t(`${words}.noneHint`)} />}
    />
  )
}

function usePriceColumns(onChange: (line: PriceLine) => void): readonly PagedColumn<PriceLine>[] {
  const { t } = useTranslation(['prices', 'billing'])
  const format = useFormat()
  return [
    { id: 'suffix', title: t('columns.suffix'), cell: ({ suffix }) => `.${suffix}` },
    {
      id: 'operation',
      title: t('columns.operation'),
      cell: ({ operation }) => t(`billing:operations.${operation}`),
    },
    {
      id: 'years',
      title: t('columns.years'),
      align: 'end',
      cell: ({ years }) => t('billing:ledger.years', { count: years }),
    },
    {
      id: 'amount',
      title: t('columns.amount'),
      align: 'end',
      cell: ({ amount }) => (amount ? <Amount money={amount} /> : <Text c="dimmed">{t('ended')}</Text>),
    },
    {
      id: 'from',
      title: t('columns.from'),
      cell: ({ from, holds }) => (holds ? format.day(from) : <Day day={from} />),
    },
    { id: 'state', title: t('columns.state'), cell: (line) => <State line={line} /> },
    {
      id: 'change',
      title: '',
      align: 'end',
      cell: (line) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('set.changeOf', {
            suffix: line.suffix,
            operation: t(`billing:operations.${line.operation}`),
          })}
          onClick={() => onChange(line)}
        >
          {t('set.change')}
        </Button>
      ),
    },
  ]
}

function State({ line: { holds, isExample } }: { readonly line: PriceLine }) {
  const { t } = useTranslation('prices')
  return (
    <>
      {holds ? t('states.holds') : t('states.coming')}{' '}
      {isExample && (
        <Badge color="gray" title={t('exampleHint')}>
          {t('example')}
        </Badge>
      )}
    </>
  )
}
