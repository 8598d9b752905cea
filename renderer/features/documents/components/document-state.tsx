import { Badge, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import type { DocumentItem } from '../api/documents.ts'

type DocumentStateProps = {
  readonly document: Pick<DocumentItem, 'state' | 'isOverdue' | 'open' | 'amountDue' | 'series' | 'dueOn'>
}

/** Documents that nobody pays. */
const UNPAYABLE: readonly DocumentItem['series'][] = ['receipt', 'creditNote']

/** Whether a document is settled, and what it still asks for; of a quote, whether it was ordered. */
export function DocumentState({ document }: DocumentStateProps) {
  const { t } = useTranslation('invoices')
  const format = useFormat()
  const { state, isOverdue, open, amountDue, series } = document
  if (series === 'quote') return <QuoteState quote={document} />
  if (UNPAYABLE.includes(series) && state !== 'cancelled') return '–'
  const asksNothing = state === 'paid' && amountDue.amount === '0'
  return (
    <>
      <Group gap={4}>
        <Badge miw="max-content" color={state === 'open' || state === 'partlyPaid' ? 'indigo' : 'gray'}>
          {t(asksNothing ? 'states.nothing' : `states.${state}`)}
        </Badge>
        {isOverdue && (
          <Badge miw="max-content" color="red">
            {t('overdue')}
          </Badge>
        )}
      </Group>
      {open.amount !== '0' && state === 'partlyPaid' && (
        <Text size="xs" c="dimmed">
          {t('stillOpen', { amount: format.moneyInText(open) })}
        </Text>
      )}
    </>
  )
}

function QuoteState({ quote: { state, dueOn } }: { readonly quote: DocumentStateProps['document'] }) {
  const { t } = useTranslation('invoices')
  const { today } = useAccount()
  const isExpired = state === 'open' && dueOn !== null && dueOn < today
  const shown = isExpired ? 'expired' : state === 'open' ? 'open' : 'ordered'
  return (
    <Badge miw="max-content" color={shown === 'open' ? 'indigo' : 'gray'}>
      {t(`quoteStates.${shown}`)}
    </Badge>
  )
}
