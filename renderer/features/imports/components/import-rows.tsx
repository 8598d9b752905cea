import { EmptyState, Text } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { toULabels } from '../../../../core/domains/idna.ts'
import { useAccount } from '../../../data/account.tsx'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { type PagedColumn, PagedTable } from '../../../ui/table/paged-table.tsx'
import { type ImportRow, importRowsQuery } from '../api/list-import-rows.ts'
import type { ImportVerdict } from '../api/list-imports.ts'
import classes from '../imports.module.css'
import { useFieldLabel } from '../use-field-label.ts'
import { useFieldValue } from '../use-field-value.ts'
import { useRefusalText } from '../use-refusal-text.ts'
import { useRowDetail } from '../use-row-detail.ts'

type ImportRowsProps = {
  readonly id: string
  readonly verdict: ImportVerdict | undefined
  readonly page: number
  readonly onPage: (page: number) => void
}

/** The rows of the file with what each would change, field by field, or why it is not taken. */
export function ImportRows({ id, verdict, page, onPage }: ImportRowsProps) {
  const { t } = useTranslation('imports')
  const { id: account } = useAccount()
  const rows = useQuery(importRowsQuery(account, id, verdict, page))
  const columns: readonly PagedColumn<ImportRow>[] = [
    { id: 'row', title: t('rows.row'), align: 'end', width: 60, cell: ({ row }) => row },
    {
      id: 'name',
      title: t('rows.name'),
      width: 240,
      cell: ({ name }) => <Text fw={500}>{name === null ? '–' : toULabels(name)}</Text>,
    },
    {
      id: 'verdict',
      title: t('rows.verdict'),
      width: 110,
      cell: (row) => <span className={classes.nowrap}>{t(`verdicts.${row.verdict}`)}</span>,
    },
    {
      id: 'changes',
      title: t('rows.changes'),
      cell: (row) => (
        <>
          {row.code !== null && <Reason row={row} />}
          <Changes row={row} />
        </>
      ),
    },
  ]
  return (
    <QueryState query={rows}>
      {({ items, total }) => (
        <PagedTable
          label={t('check.title')}
          columns={columns}
          rows={items}
          total={total}
          page={page}
          onPage={onPage}
          isReading={rows.isFetching}
          rowId={({ row }) => row}
          empty={<EmptyState icon={<IconListCheck />} title={t('rows.none')} />}
        />
      )}
    </QueryState>
  )
}

function Reason({ row: { code, detail } }: { readonly row: ImportRow }) {
  const { ofRow } = useRefusalText()
  const detailOf = useRowDetail()
  return (
    <div>
      {ofRow(code, null)}
      {detail !== null && (
        <Text size="xs" c="dimmed">
          {detailOf(detail)}
        </Text>
      )}
    </div>
  )
}

function Changes({ row }: { readonly row: ImportRow }) {
  const { t } = useTranslation('imports')
  const labelOf = useFieldLabel()
  const writeValue = useFieldValue()
  return row.changes.map(({ field, before, after }) => (
    <div key={field}>
      <Text span c="dimmed">
        {labelOf(field)}:{' '}
      </Text>
      {before !== null && row.verdict !== 'new' && (
        <>
          <span className={classes.before}>{writeValue(field, before)}</span>
          {' → '}
        </>
      )}
      {after === null ? t('rows.emptied') : writeValue(field, after)}
    </div>
  ))
}
