import { EmptyState, Text } from '@mantine/core'
import { IconBuildingBank } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LineState } from '../../../../core/billing/bank-line-state.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { type PagedColumn, PagedTable, type Paging } from '../../../ui/table/paged-table.tsx'
import { Amount } from '../../billing/components/amount.tsx'
import type { BankLine } from '../api/bank-files.ts'
import { LineActions } from './line-actions.tsx'
import { type AskedLine, LineDialog, type LineQuestion } from './line-dialog.tsx'
import { LineOutcome } from './line-outcome.tsx'

type LineTableProps = Paging & {
  readonly lines: readonly BankLine[]
  readonly state: LineState | 'all'
}

/** Movements of the bank account; beside each what is proposed for it or what became of it. */
export function LineTable({ lines, state, ...paging }: LineTableProps) {
  const { t } = useTranslation('bank')
  const [asked, setAsked] = useState<AskedLine | null>(null)
  const columns = useLineColumns((line, question) => setAsked({ line, question }))
  const words = state === 'open' ? 'noneOpen' : 'none'
  return (
    <>
      <PagedTable
        {...paging}
        label={t('lines.title')}
        columns={columns}
        rows={lines}
        rowId={({ file, line }) => `${file}/${line}`}
        empty={
          <EmptyState
            icon={<IconBuildingBank />}
            title={t(`lines.${words}.title`)}
            description={t(`lines.${words}.description`)}
          />
        }
      />
      {asked && <LineDialog asked={asked} onClose={() => setAsked(null)} />}
    </>
  )
}

function useLineColumns(onAsk: (line: BankLine, question: LineQuestion) => void): readonly PagedColumn<BankLine>[] {
  const { t } = useTranslation('bank')
  const format = useFormat()
  return [
    { id: 'bookedOn', title: t('lines.bookedOn'), isUnbroken: true, cell: ({ bookedOn }) => format.day(bookedOn) },
    { id: 'payer', title: t('lines.payer'), cell: (line) => <Payer line={line} /> },
    {
      id: 'amount',
      title: t('lines.amount'),
      align: 'end',
      isUnbroken: true,
      cell: ({ amount, direction }) => (
        <>
          <Amount money={amount} />
          {direction !== 'in' && (
            <Text size="xs" c="dimmed">
              {t(`directions.${direction}`)}
            </Text>
          )}
        </>
      ),
    },
    { id: 'outcome', title: t('lines.outcome'), width: '38%', cell: (line) => <LineOutcome line={line} /> },
    {
      id: 'actions',
      title: '',
      align: 'end',
      isUnbroken: true,
      cell: (line) => <LineActions line={line} onAsk={(question) => onAsk(line, question)} />,
    },
  ]
}

/** Who the bank says has paid, and everything else that may tell who it is. */
function Payer({ line }: { readonly line: BankLine }) {
  const { t } = useTranslation('bank')
  const { payerName, payerBank, payerBranch, payerCode, edi, summary } = line
  const details = [
    [payerBank, payerBranch].filter(Boolean).join(' '),
    /[^0]/.test(payerCode) ? t('lines.payerCode', { code: payerCode }) : '',
    edi.trim() === '' ? '' : t('lines.edi', { text: edi.trim() }),
    summary.trim(),
  ]
  return (
    <>
      <Text span fw={500} lang="ja" style={{ overflowWrap: 'anywhere' }}>
        {payerName.trim() || t('lines.noPayer')}
      </Text>
      {details.filter(Boolean).map((detail) => (
        <Text key={detail} size="xs" c="dimmed" lang="ja">
          {detail}
        </Text>
      ))}
    </>
  )
}
