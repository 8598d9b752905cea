import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FundsView } from '../../../../core/contract/http/forecast.ts'
import { toULabels } from '../../../../core/domains/idna.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { Day } from '../../../ui/layout/day.tsx'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import { Amount } from './amount.tsx'

/** The names that are nearest to being without money; the rest is counted. */
const LISTED = 20

/** How far the money reaches as if nobody paid in, and the names that it does not reach. */
export function FundsOutlook({ funds }: { readonly funds: FundsView }) {
  const { t } = useTranslation(['billing', 'common'])
  const format = useFormat()
  const { today } = useAccount()
  const { runsDryOn, through, lowBalance, blocked } = funds
  const more = blocked.count - Math.min(blocked.names.length, LISTED)
  return (
    <>
      {runsDryOn === null ? (
        <Text mt="md">{t('outlook.enough', { day: format.day(through) })}</Text>
      ) : (
        <Text fw={600} mt="md" c="var(--daicho-loss)">
          {t('outlook.runsDry', { day: format.day(runsDryOn), distance: format.distance(runsDryOn, today) })}
        </Text>
      )}
      {lowBalance.at && lowBalance.on && !lowBalance.isLow && (
        <Text c="dimmed">
          {t('outlook.low', { day: format.day(lowBalance.on), limit: format.moneyInText(lowBalance.at) })}
        </Text>
      )}
      {blocked.count > 0 && (
        <>
          <Text mt="sm" mb={4}>
            {t('outlook.needed', {
              count: blocked.count,
              formatted: format.count(blocked.count),
              amount: format.moneyInText(blocked.amount),
            })}
          </Text>
          <Table maw={860} verticalSpacing={4} aria-label={t('outlook.names')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('outlook.on')}</Table.Th>
                <Table.Th scope="col">{t('ledger.domain')}</Table.Th>
                <Table.Th scope="col">{t('outlook.cutOffOn')}</Table.Th>
                <Table.Th scope="col" ta="end">
                  {t('ledger.amount')}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {blocked.names.slice(0, LISTED).map(({ name, on, price, cutOffOn }) => (
                <Table.Tr key={name}>
                  <Table.Td>
                    <Day day={on} />
                  </Table.Td>
                  <Table.Td>
                    <NamesLink filter={{}} open={name}>
                      {toULabels(name)}
                    </NamesLink>
                  </Table.Td>
                  <Table.Td>{format.day(cutOffOn)}</Table.Td>
                  <Table.Td ta="end">
                    <Amount money={price} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {more > 0 && (
            <Text size="xs" c="dimmed">
              {t('common:andMore', { count: more, formatted: format.count(more) })}
            </Text>
          )}
        </>
      )}
    </>
  )
}
