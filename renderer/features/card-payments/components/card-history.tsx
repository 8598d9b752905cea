import { Badge, EmptyState, Text } from '@mantine/core'
import { IconCreditCard } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { type PagedColumn, PagedTable } from '../../../ui/table/paged-table.tsx'
import { Amount } from '../../billing/components/amount.tsx'
import { DocumentLink } from '../../documents/components/document-link.tsx'
import type { CardState } from '../api/card.ts'
import { type CardLine, cardLines } from '../card-lines.ts'

/** Payments and refusals by card, newest first. */
export function CardHistory({ state }: { readonly state: CardState }) {
  const { t } = useTranslation('cards')
  const { timeZone } = useAccount()
  const lines = cardLines(state, timeZone)
  return (
    <PagedTable
      label={t('history.title')}
      columns={useHistoryColumns()}
      rows={lines}
      total={lines.length}
      page={1}
      onPage={() => undefined}
      isReading={false}
      rowId={({ key }) => key}
      empty={
        <EmptyState
          icon={<IconCreditCard />}
          title={t('history.none.title')}
          description={t('history.none.description')}
        />
      }
    />
  )
}

function useHistoryColumns(): readonly PagedColumn<CardLine>[] {
  const { t } = useTranslation('cards')
  const format = useFormat()
  return [
    { id: 'at', title: t('history.at'), isUnbroken: true, cell: ({ day }) => format.day(day) },
    { id: 'kind', title: t('history.kind'), cell: ({ kind }) => t(`history.${kind}`) },
    {
      id: 'document',
      title: t('history.document'),
      cell: ({ document }) => (document === null ? t('history.deposit') : <DocumentLink number={document} />),
    },
    { id: 'person', title: t('history.person'), cell: ({ person }) => person },
    { id: 'amount', title: t('history.amount'), align: 'end', cell: ({ amount }) => <Amount money={amount} /> },
    { id: 'state', title: t('history.state'), cell: (line) => <LineState line={line} /> },
  ]
}

/** Refusals that have words of their own. */
const REASONS = ['insufficient_funds', 'expired_card', 'authentication_required', 'no_card'] as const

function LineState({ line: { state, code } }: { readonly line: CardLine }) {
  const { t } = useTranslation('cards')
  const known = REASONS.find((one) => one === code)
  const colour = state === 'failed' ? 'red' : state === 'sent' || state === 'open' ? 'indigo' : 'gray'
  return (
    <>
      <Badge color={colour}>{t(`states.${state}`)}</Badge>
      {state === 'failed' && (
        <Text size="xs">{known ? t(`reasons.${known}`) : t('reasons.other', { code: code ?? '' })}</Text>
      )}
    </>
  )
}
