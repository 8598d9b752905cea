import { Button, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { Day } from '../../../ui/layout/day.tsx'
import { Amount } from '../../billing/components/amount.tsx'
import { DocumentLink } from '../../documents/components/document-link.tsx'
import type { CardState } from '../api/card.ts'
import { PayByCard } from './pay-by-card.tsx'

type Due = CardState['due'][number]

/** Documents that will be charged to the card, the next one first; each can be paid at once. */
export function DueCharges({ state }: { readonly state: CardState }) {
  const { t } = useTranslation('cards')
  const { can } = useAccount()
  const [paying, setPaying] = useState<Due | null>(null)
  return (
    <>
      {state.card === null && (
        <Text mb="sm" c="var(--daicho-loss)">
          {t('due.noCard')}
        </Text>
      )}
      <Table aria-label={t('due.title')} maw={760}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('due.document')}</Table.Th>
            <Table.Th scope="col">{t('due.on')}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t('due.amount')}
            </Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {state.due.map((due) => (
            <Table.Tr key={due.document}>
              <Table.Td>
                <DocumentLink number={due.document} />
              </Table.Td>
              <Table.Td>
                <Day day={due.dueOn} />
              </Table.Td>
              <Table.Td ta="end">
                <Amount money={due.amount} />
              </Table.Td>
              <Table.Td ta="end">
                {state.isConfigured && can('billing.manage') && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('pay.nowOf', { document: due.document })}
                    onClick={() => setPaying(due)}
                  >
                    {t('pay.now')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {paying && <PayByCard document={paying.document} amount={paying.amount.amount} onClose={() => setPaying(null)} />}
    </>
  )
}
