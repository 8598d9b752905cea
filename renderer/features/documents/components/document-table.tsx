import { Button, EmptyState, Text } from '@mantine/core'
import { IconFileInvoice } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { getOperatedPdf } from '../../../../core/contract/http/documents.ts'
import { useAccount } from '../../../data/account.tsx'
import { fileAddress, saveFile } from '../../../data/save-file.ts'
import { isLanguage } from '../../../i18n/language.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Day } from '../../../ui/layout/day.tsx'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import { type PagedColumn, PagedTable, type Paging } from '../../../ui/table/paged-table.tsx'
import { AccountLink } from '../../billing/components/account-link.tsx'
import { Amount } from '../../billing/components/amount.tsx'
import type { DocumentItem, OperatedDocument } from '../api/documents.ts'
import { pdfAddress } from '../document-files.ts'
import { DocumentLink } from './document-link.tsx'
import { DocumentState } from './document-state.tsx'

type Row = DocumentItem | OperatedDocument

type DocumentTableProps = Paging & {
  readonly documents: readonly Row[]
}

const accountOf = (row: Row) => ('account' in row ? row.account : null)

/** Documents, newest first; each can be had as PDF from its row. Those of several accounts say whose they are, and whom they are made out to where that is somebody else. */
export function DocumentTable({ documents, ...paging }: DocumentTableProps) {
  const { t } = useTranslation('invoices')
  const left = documents.some(accountOf) ? 'counterparty' : 'account'
  const columns = useDocumentColumns().filter(({ id }) => id !== left)
  return (
    <PagedTable
      {...paging}
      label={t('list.title')}
      columns={columns}
      rows={documents}
      rowId={({ number, revision }) => `${number} ${revision}`}
      empty={<EmptyState icon={<IconFileInvoice />} title={t('none.title')} description={t('none.description')} />}
    />
  )
}

function useDocumentColumns(): readonly PagedColumn<Row>[] {
  const { t } = useTranslation('invoices')
  const format = useFormat()
  return [
    { id: 'issuedOn', title: t('columns.issuedOn'), isUnbroken: true, cell: ({ issuedOn }) => format.day(issuedOn) },
    {
      id: 'number',
      title: t('columns.number'),
      isUnbroken: true,
      cell: ({ number, revision, ...row }) => (
        <>
          <DocumentLink number={number} {...('account' in row && { of: row.account.id })} />
          {revision > 1 && (
            <Text size="xs" c="dimmed">
              {t('revision', { revision })}
            </Text>
          )}
        </>
      ),
    },
    {
      id: 'account',
      title: t('columns.account'),
      cell: (row) => {
        const account = accountOf(row)
        if (account === null) return null
        return (
          <>
            <AccountLink id={account.id} name={account.name} />
            {row.counterparty !== account.name && (
              <Text size="xs" c="dimmed">
                {row.counterparty}
              </Text>
            )}
          </>
        )
      },
    },
    { id: 'series', title: t('columns.series'), cell: ({ series }) => t(`shortSeries.${series}`) },
    {
      id: 'period',
      title: t('columns.period'),
      isUnbroken: true,
      cell: ({ period }) => period && format.month(period),
    },
    { id: 'counterparty', title: t('columns.counterparty'), cell: ({ counterparty }) => counterparty },
    { id: 'total', title: t('columns.total'), align: 'end', cell: ({ total }) => <Amount money={total} /> },
    { id: 'state', title: t('columns.state'), cell: (document) => <DocumentState document={document} /> },
    {
      id: 'dueOn',
      title: t('columns.dueOn'),
      isUnbroken: true,
      cell: (document) => <DueOn document={document} />,
    },
    { id: 'pdf', title: '', align: 'end', cell: (document) => <PdfButton document={document} /> },
  ]
}

/** The day by which it is to be paid; a quote asks for nothing, and stands until a day. */
function DueOn({ document: { series, dueOn, open } }: { readonly document: Row }) {
  const { t } = useTranslation('invoices')
  const format = useFormat()
  if (dueOn === null) return null
  if (series === 'quote') {
    return (
      <>
        {format.day(dueOn)}
        <Text size="xs" c="dimmed">
          {t('one.validUntil')}
        </Text>
      </>
    )
  }
  return open.amount === '0' ? format.day(dueOn) : <Day day={dueOn} />
}

function PdfButton({ document }: { readonly document: Row }) {
  const { t, i18n } = useTranslation('invoices')
  const { id: account } = useAccount()
  const tell = useProblemNotice()
  const language = isLanguage(i18n.language) ? i18n.language : 'ja'
  const { number, revision } = document
  const address = accountOf(document)
    ? fileAddress(getOperatedPdf, { number }, { language, revision })
    : pdfAddress({ account, number, language, revision })
  if (address === null) return null
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={t('pdfOf', { number })}
      onClick={() => void saveFile(address, `${number}.pdf`).catch(tell)}
    >
      PDF
    </Button>
  )
}
