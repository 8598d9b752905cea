import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type PagedColumn, PagedTable } from '../../../ui/table/paged-table.tsx'
import { AccountLink } from '../../billing/components/account-link.tsx'
import { Amount } from '../../billing/components/amount.tsx'
import type { Debit } from '../api/direct-debits.ts'

type DebitTableProps = {
  readonly debits: readonly Debit[]
  readonly isReading: boolean
  /** Whether there is something to say of what became of them. */
  readonly withResult?: boolean
}

/** Debits of a request: whose, for which documents, and what the bank said. */
export function DebitTable({ debits, isReading, withResult = false }: DebitTableProps) {
  const { t } = useTranslation('debits')
  const columns = useDebitColumns()
  return (
    <PagedTable
      label={t('debits.title')}
      columns={withResult ? columns : columns.filter(({ id }) => id !== 'result')}
      rows={debits}
      total={debits.length}
      page={1}
      onPage={() => undefined}
      isReading={isReading}
      rowId={({ account }) => account}
      empty={null}
    />
  )
}

function useDebitColumns(): readonly PagedColumn<Debit>[] {
  const { t } = useTranslation('debits')
  return [
    {
      id: 'account',
      title: t('debits.account'),
      cell: ({ account, accountName }) => <AccountLink id={account} name={accountName} />,
    },
    { id: 'customer', title: t('debits.customer'), isUnbroken: true, cell: ({ customerNumber }) => customerNumber },
    {
      id: 'documents',
      title: t('debits.documents'),
      cell: ({ documents }) =>
        documents.map(({ number, amount }) => (
          <div key={number}>
            {number} <Amount money={amount} />
          </div>
        )),
    },
    { id: 'amount', title: t('debits.amount'), align: 'end', cell: ({ amount }) => <Amount money={amount} /> },
    { id: 'result', title: t('debits.result'), cell: (debit) => <Result debit={debit} /> },
  ]
}

function Result({ debit: { result, followUp } }: { readonly debit: Debit }) {
  const { t } = useTranslation('debits')
  if (result === null) return t('results.waiting')
  const known = (['0', '1', '2', '3', '4', '8', '9'] as const).find((code) => code === result)
  return (
    <>
      <Text span {...(followUp !== null && { c: 'var(--daicho-loss)' })}>
        {known ? t(`results.${known}`) : t('results.other', { code: result })}
      </Text>
      {followUp && (
        <Text size="xs" c="dimmed">
          {t(`followUps.${followUp}`)}
        </Text>
      )}
    </>
  )
}
