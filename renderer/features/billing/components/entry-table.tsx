import { Button, EmptyState, Text } from '@mantine/core'
import { IconReceiptYen } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bankLineOfReference } from '../../../../core/ledger/bank-line-reference.ts'
import { BOOKED_KINDS, BOUNCING_KINDS, isOneOf } from '../../../../core/ledger/entry.ts'
import { orderOfReference } from '../../../../core/ledger/order-reference.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import { type PagedColumn, PagedTable, type Paging } from '../../../ui/table/paged-table.tsx'
import { DocumentLink } from '../../documents/components/document-link.tsx'
import { OrderLink } from '../../orders/components/order-link.tsx'
import type { LedgerEntry } from '../api/list-ledger.ts'
import { useEntryText } from '../use-entry-text.ts'
import { Amount } from './amount.tsx'
import { TakeBackDialog } from './take-back-dialog.tsx'

type EntryTableProps = Paging & {
  readonly entries: readonly LedgerEntry[]
}

/** Entries of the ledger; each leads to its name, its order, its documents, and what it takes back. */
export function EntryTable({ entries, ...paging }: EntryTableProps) {
  const { t } = useTranslation('billing')
  const { can } = useAccount()
  const [taken, setTaken] = useState<LedgerEntry | null>(null)
  const columns = useEntryColumns()
  const actions: PagedColumn<LedgerEntry> = {
    id: 'actions',
    title: '',
    align: 'end',
    cell: (entry) => mayBeTakenBack(entry) && <TakeBackButton seq={entry.seq} onClick={() => setTaken(entry)} />,
  }
  return (
    <>
      <PagedTable
        {...paging}
        label={t('ledger.title')}
        columns={can('operator.money') ? [...columns, actions] : columns}
        rows={entries}
        rowId={({ seq }) => seq}
        empty={
          <EmptyState
            icon={<IconReceiptYen />}
            title={t('ledger.none.title')}
            description={t('ledger.none.description')}
          />
        }
      />
      {taken && <TakeBackDialog entry={taken} onClose={() => setTaken(null)} />}
    </>
  )
}

/** What a line of a bank file was booked as is taken back there, but for money that the bank takes back. */
function mayBeTakenBack({ kind, reversedBy, reference }: LedgerEntry): boolean {
  const kinds = bankLineOfReference(reference) === null ? BOOKED_KINDS : BOUNCING_KINDS
  return reversedBy === null && isOneOf(kinds, kind)
}

function TakeBackButton({ seq, onClick }: { readonly seq: number; readonly onClick: () => void }) {
  const { t } = useTranslation('billing')
  return (
    <Button size="compact-xs" variant="subtle" aria-label={t('takeBack.label', { seq })} onClick={onClick}>
      {t('takeBack.button')}
    </Button>
  )
}

function useEntryColumns(): readonly PagedColumn<LedgerEntry>[] {
  const { t } = useTranslation('billing')
  const format = useFormat()
  return [
    { id: 'seq', title: t('ledger.seq'), align: 'end', cell: ({ seq }) => seq },
    {
      id: 'postedOn',
      title: t('ledger.postedOn'),
      cell: ({ postedOn, occurredOn }) => (
        <>
          {format.day(postedOn)}
          {occurredOn !== postedOn && (
            <Text size="xs" c="dimmed">
              {t('ledger.occurredOn', { day: format.plainDay(occurredOn) })}
            </Text>
          )}
        </>
      ),
    },
    { id: 'text', title: t('ledger.text'), cell: (entry) => <EntryText entry={entry} /> },
    {
      id: 'domain',
      title: t('ledger.domain'),
      cell: ({ domain }) =>
        domain && (
          <NamesLink filter={{}} open={domain}>
            {domain}
          </NamesLink>
        ),
    },
    { id: 'documents', title: t('ledger.documents'), cell: (entry) => <Documents entry={entry} /> },
    { id: 'person', title: t('ledger.person'), cell: ({ person }) => person ?? '' },
    { id: 'amount', title: t('ledger.amount'), align: 'end', cell: ({ amount }) => <Amount money={amount} /> },
    { id: 'balance', title: t('ledger.balance'), align: 'end', cell: ({ balance }) => <Amount money={balance} /> },
  ]
}

function EntryText({ entry }: { readonly entry: LedgerEntry }) {
  const { t } = useTranslation('billing')
  const { can } = useAccount()
  const textOf = useEntryText()
  const { reverses, reversedBy } = entry
  const reason = entry.detail['reason']
  const order = orderOfReference(entry.reference)
  return (
    <>
      {order !== null && can('orders.read') ? <OrderLink id={order}>{textOf(entry)}</OrderLink> : textOf(entry)}
      {typeof reason === 'string' && (
        <Text size="xs" c="dimmed">
          {reason}
        </Text>
      )}
      {reverses !== null && (
        <Text size="xs" c="dimmed">
          {t('ledger.reverses', { seq: reverses })}
        </Text>
      )}
      {reversedBy !== null && (
        <Text size="xs" c="dimmed">
          {t('ledger.reversedBy', { seq: reversedBy })}
        </Text>
      )}
    </>
  )
}

/** The documents that a credit went to; of a charge, the one that states it. */
function Documents({ entry }: { readonly entry: LedgerEntry }) {
  const { can } = useAccount()
  const format = useFormat()
  const link = (number: string) => (can('documents.read') ? <DocumentLink number={number} /> : number)
  if (entry.allocations.length === 0) return entry.statement && link(entry.statement)
  return entry.allocations.map(({ document, amount }) => (
    <div key={document}>
      {link(document)}{' '}
      <Text span size="xs" c="dimmed">
        {format.money(amount)}
      </Text>
    </div>
  ))
}
