import { Badge, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import type { DocumentItem } from '../api/documents.ts'

type DocumentStateProps = {
  readonly document: Pick<DocumentItem, 'state' | 'isOverdue' | 'open' | 'amountDue' | 'series'>
}

/** Documents that nobody pays. */
const UNPAYABLE: readonly DocumentItem['series'][] = ['quote', 'receipt', 'creditNote']

/** Whether a document is settled, and what it still asks for. */
export function DocumentState({ document }: DocumentStateProps) {
  const { t } = useTranslation('invoices')
  const format = useFormat()
  const { state, isOverdue, open, amountDue, series } = document
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
