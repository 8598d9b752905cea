import { Anchor, Group, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { Amount } from '../../billing/components/amount.tsx'
import { useEntryText } from '../../billing/use-entry-text.ts'
import { chargesQuery } from '../api/charges.ts'

/** What was charged for a name, newest first, with the way to all of it. */
export function DomainCharges({ name }: { readonly name: string }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const { id: account } = useAccount()
  const textOf = useEntryText()
  const charges = useQuery(chargesQuery(account, name))
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Title order={3}>{t('money.charges')}</Title>
        {charges.data && charges.data.total > 0 && (
          <Anchor
            renderRoot={(props) => (
              <Link {...props} to="/accounts/$account/billing/ledger" params={{ account }} search={{ domain: name }} />
            )}
          >
            {t('money.all')}
          </Anchor>
        )}
      </Group>
      <QueryState query={charges}>
        {({ items, total }) =>
          total === 0 ? (
            <Text c="dimmed">{t('money.noCharges')}</Text>
          ) : (
            <Table aria-label={t('money.charges')} verticalSpacing={4}>
              <Table.Tbody>
                {items.map((entry) => (
                  <Table.Tr key={entry.seq}>
                    <Table.Td style={{ whiteSpace: 'nowrap' }}>{format.day(entry.postedOn)}</Table.Td>
                    <Table.Td>{textOf(entry)}</Table.Td>
                    <Table.Td ta="end">
                      <Amount money={entry.amount} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </QueryState>
    </div>
  )
}
