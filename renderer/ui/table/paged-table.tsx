import { Button, Group, ScrollArea, Table, Text, VisuallyHidden } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'

const PAGE_ROWS = 100
/** Where room is short a title wraps between its words, never within a Japanese one. */
const HEAD = { wordBreak: 'keep-all', verticalAlign: 'bottom' } as const

export type PagedColumn<Row> = {
  readonly id: string
  /** Empty where the column has only buttons. */
  readonly title: string
  readonly align?: 'end'
  readonly width?: number | string
  /** Its cells stay on one line; the others wrap to make room. */
  readonly isUnbroken?: true
  cell(row: Row): ReactNode
}

/** Which page of a list is shown. */
export type Paging = {
  /** Rows in the whole list. */
  readonly total: number
  /** From 1. */
  readonly page: number
  readonly onPage: (page: number) => void
  readonly isReading: boolean
}

type PagedTableProps<Row> = Paging & {
  readonly label: string
  readonly columns: readonly PagedColumn<Row>[]
  readonly rows: readonly Row[]
  readonly empty: ReactNode
  rowId(row: Row): string | number
}

/** A list that is read, not worked in: a plain table of a hundred rows at a time. */
export function PagedTable<Row>(props: PagedTableProps<Row>) {
  const { label, columns, rows, total, isReading, empty, rowId } = props
  const { t } = useTranslation('pages')
  if (total === 0) return empty
  return (
    <>
      <ScrollArea type="auto">
        <Table aria-label={label} aria-busy={isReading} verticalSpacing={5} horizontalSpacing="sm" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ id, title, align, width }) => (
                <Table.Th key={id} scope="col" w={width} ta={align ?? 'start'} style={HEAD}>
                  {title === '' ? <VisuallyHidden>{t('actions')}</VisuallyHidden> : title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={rowId(row)}>
                {columns.map(({ id, align, isUnbroken, cell }) => (
                  <Table.Td
                    key={id}
                    ta={align ?? 'start'}
                    style={{ verticalAlign: 'top', whiteSpace: isUnbroken && 'nowrap' }}
                  >
                    {cell(row)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {total > PAGE_ROWS && <Pager {...props} />}
    </>
  )
}

function Pager({ page, total, onPage, rows }: Pick<PagedTableProps<unknown>, 'page' | 'total' | 'onPage' | 'rows'>) {
  const { t } = useTranslation('pages')
  const format = useFormat()
  const first = (page - 1) * PAGE_ROWS + 1
  const pages = Math.ceil(total / PAGE_ROWS)
  return (
    <Group justify="flex-end" gap="xs" mt="xs" component="nav" aria-label={t('pager.label')}>
      <Text c="dimmed" role="status">
        {t('pager.range', {
          from: format.count(first),
          to: format.count(Math.min(first + rows.length - 1, total)),
          total: format.count(total),
        })}
      </Text>
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={14} aria-hidden />}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      >
        {t('pager.previous')}
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={14} aria-hidden />}
        disabled={page >= pages}
        onClick={() => onPage(page + 1)}
      >
        {t('pager.next')}
      </Button>
    </Group>
  )
}

/** The part of a list that a page shows, as its request asks for it. */
export function pageQueryOf(page: number): { readonly limit: number; readonly offset: number } {
  return { limit: PAGE_ROWS, offset: (page - 1) * PAGE_ROWS }
}

/** The rows of a page where the whole list is at hand. */
export function pageOf<Row>(rows: readonly Row[], page: number): readonly Row[] {
  return rows.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)
}
