import { Anchor, Group, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { Day } from '../../../ui/layout/day.tsx'
import { Panel } from '../../../ui/layout/panel.tsx'
import { NamesLink } from '../../../ui/links/names-link.tsx'
import { Amount } from '../../billing/components/amount.tsx'
import { type RenewalRun, renewalRunsQuery } from '../api/orders.ts'

/** What the last daily run did, and the names that wait for money; nothing before the first run. */
export function LastRun() {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const { id: account } = useAccount()
  const run = useQuery(renewalRunsQuery(account, { limit: 1, offset: 0 })).data?.items[0]
  if (!run) return null
  const { day, due, ordered, unpriced, blocked, order } = run
  const facts = [
    { key: 'due', count: due },
    { key: 'unpriced', count: unpriced },
    { key: 'blocked', count: blocked.count },
  ] as const
  return (
    <Panel title={t('run.title', { day: format.day(day) })} explanation={t('run.explanation')}>
      <Group gap="lg">
        <Anchor
          renderRoot={(props) => (
            <Link {...props} to="/accounts/$account/billing/orders/$order" params={{ account, order }} />
          )}
        >
          {t('run.ordered', { count: ordered, formatted: format.count(ordered) })}
        </Anchor>
        {facts
          .filter(({ count }) => count > 0)
          .map(({ key, count }) => (
            <Text key={key} {...(key === 'blocked' && { c: 'var(--daicho-loss)', fw: 600 })}>
              {key === 'blocked' ? (
                <NamesLink filter={{ blocked: ['funds'] }}>
                  {t(`run.${key}`, { count, formatted: format.count(count) })}
                </NamesLink>
              ) : (
                t(`run.${key}`, { count, formatted: format.count(count) })
              )}
            </Text>
          ))}
      </Group>
      {blocked.count > 0 && <Blocked blocked={blocked} />}
    </Panel>
  )
}

function Blocked({ blocked: { names, amount, count } }: Pick<RenewalRun, 'blocked'>) {
  const { t } = useTranslation(['orders', 'domains', 'common'])
  const format = useFormat()
  const more = count - names.length
  return (
    <>
      <Text mt="sm" mb={4}>
        {t('run.needed', { amount: format.moneyInText(amount) })}
      </Text>
      <Table aria-label={t('run.blockedNames')} maw={860} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('domains:columns.name')}</Table.Th>
            <Table.Th scope="col">{t('domains:columns.cutOffOn')}</Table.Th>
            <Table.Th scope="col">{t('domains:columns.expiresOn')}</Table.Th>
            <Table.Th scope="col" ta="end">
              {t('domains:columns.price')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {names.map(({ name, price, critical, cutOffOn, expiresOn }) => (
            <Table.Tr key={name}>
              <Table.Td>
                <NamesLink filter={{}} open={name}>
                  {name}
                </NamesLink>
                {critical && ` (${t('domains:marks.critical')})`}
              </Table.Td>
              <Table.Td>
                <Day day={cutOffOn} />
              </Table.Td>
              <Table.Td>
                <Day day={expiresOn} />
              </Table.Td>
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
  )
}
