import { Button, Group, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { Panel } from '../../../ui/layout/panel.tsx'
import { type Announcement, announcementsQuery, useWithdraw } from '../api/announcements.ts'
import { Amount } from './amount.tsx'
import { PayInDialog } from './pay-in-dialog.tsx'

/** Money that people say is on its way; nothing where nobody has said so. */
export function AnnouncedMoney() {
  const { t } = useTranslation('billing')
  const format = useFormat()
  const account = useAccount()
  const announced = useQuery(announcementsQuery(account.id))
  const withdraw = useWithdraw()
  const [booked, setBooked] = useState<Announcement | null>(null)
  const expected = (announced.data?.items ?? []).filter(({ state }) => state === 'expected')
  // The dialog stays when another person books or withdraws what it is about.
  if (expected.length === 0 && !booked) return null
  return (
    <Panel title={t('announced.title')} explanation={t('announced.explanation')}>
      <Table aria-label={t('announced.title')} maw={860}>
        <Table.Tbody>
          {expected.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>{format.instant(one.createdAt, account.timeZone)}</Table.Td>
              <Table.Td>{one.person}</Table.Td>
              <Table.Td>{t(`methods.${one.method}`)}</Table.Td>
              <Table.Td>{one.invoice ?? <Text c="dimmed">{t('announced.deposit')}</Text>}</Table.Td>
              <Table.Td ta="end">
                <Amount money={one.amount} />
              </Table.Td>
              <Table.Td>
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                  {account.can('operator.money') && (
                    <Button size="compact-sm" onClick={() => setBooked(one)}>
                      {t('announced.book')}
                    </Button>
                  )}
                  {account.can('billing.manage') && (
                    <Button size="compact-sm" variant="default" onClick={() => withdraw.mutate(one.id)}>
                      {t('announced.withdraw')}
                    </Button>
                  )}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {booked && (
        <PayInDialog
          announcement={booked.id}
          amount={booked.amount.amount}
          {...(booked.invoice !== null && { invoice: booked.invoice })}
          onClose={() => setBooked(null)}
        />
      )}
    </Panel>
  )
}
