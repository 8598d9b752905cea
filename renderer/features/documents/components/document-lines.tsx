import { Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { Panel } from '../../../ui/layout/panel.tsx'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import { type PagedColumn, PagedTable, pageOf } from '../../../ui/table/paged-table.tsx'
import { Amount } from '../../billing/components/amount.tsx'
import type { DocumentDetail } from '../api/documents.ts'

type Line = DocumentDetail['lines'][number]

/** The lines of a document with the tax per rate; each leads to its name. */
export function DocumentLines({ document }: { readonly document: DocumentDetail }) {
  const { t } = useTranslation('invoices')
  const columns = useLineColumns()
  const [page, setPage] = useState(1)
  const { lines, taxes } = document
  return (
    <Panel title={t('lines.title')}>
      <PagedTable
        label={t('lines.title')}
        columns={columns}
        rows={pageOf(lines, page)}
        total={lines.length}
        page={page}
        onPage={setPage}
        isReading={false}
        rowId={({ n }) => n}
        empty={null}
      />
      {taxes.length > 0 && <Taxes taxes={taxes} />}
    </Panel>
  )
}

function useLineColumns(): readonly PagedColumn<Line>[] {
  const { t } = useTranslation(['invoices', 'orders', 'billing'])
  const format = useFormat()
  return [
    {
      id: 'suppliedOn',
      title: t('lines.suppliedOn'),
      isUnbroken: true,
      cell: ({ suppliedOn }) => suppliedOn && format.plainDay(suppliedOn),
    },
    {
      id: 'what',
      title: t('lines.what'),
      cell: ({ domain, unicodeName, operation, text }) => (
        <>
          {domain && (
            <NamesLink filter={{}} open={domain}>
              {unicodeName ?? domain}
            </NamesLink>
          )}
          {text}
          {operation && (
            <Text size="xs" c="dimmed">
              {t(`orders:operations.${operation}`)}
            </Text>
          )}
        </>
      ),
    },
    {
      id: 'quantity',
      title: t('lines.quantity'),
      align: 'end',
      cell: ({ quantity, unit }) =>
        unit === 'year' ? t('billing:ledger.years', { count: quantity }) : format.count(quantity),
    },
    { id: 'rate', title: t('lines.rate'), align: 'end', cell: ({ rate }) => <Rate rate={rate} /> },
    { id: 'base', title: t('lines.base'), align: 'end', cell: ({ base }) => <Amount money={base} /> },
    { id: 'total', title: t('lines.total'), align: 'end', cell: ({ total }) => <Amount money={total} /> },
  ]
}

function Rate({ rate: { code, percent } }: Pick<Line, 'rate'>) {
  const { t } = useTranslation('invoices')
  return t(`rates.${code}`, { percent })
}

function Taxes({ taxes }: Pick<DocumentDetail, 'taxes'>) {
  const { t } = useTranslation('invoices')
  return (
    <Table maw={520} ml="auto" mt="sm" aria-label={t('taxes.title')} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('lines.rate')}</Table.Th>
          {(['base', 'tax', 'total'] as const).map((key) => (
            <Table.Th key={key} scope="col" ta="end">
              {t(`taxes.${key}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {taxes.map(({ code, percent, base, tax, total }) => (
          <Table.Tr key={`${code} ${percent}`}>
            <Table.Th scope="row" fw={400}>
              {t(`rates.${code}`, { percent })}
            </Table.Th>
            <Table.Td ta="end">
              <Amount money={base} />
            </Table.Td>
            <Table.Td ta="end">
              <Amount money={tax} />
            </Table.Td>
            <Table.Td ta="end">
              <Amount money={total} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
