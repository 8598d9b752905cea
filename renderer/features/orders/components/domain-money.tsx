import { DataList, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DomainDetail } from '../../../../core/contract/http/domains.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { Day } from '../../../ui/layout/day.tsx'
import { DomainCharges } from './domain-charges.tsx'
import { RenewButton } from './renew-button.tsx'
import { ReverseButton } from './reverse-button.tsx'

/** What a name costs and has cost, and what can be ordered for it. */
export function DomainMoney({ domain }: { readonly domain: DomainDetail }) {
  const account = useAccount()
  const isOrdered = domain.connection.gateway !== 'none'
  const isHeld = domain.holding === 'held'
  return (
    <Stack gap="lg">
      <MoneyFacts domain={domain} />
      {isOrdered && isHeld && (
        <Group gap="xs">
          {account.can('orders.place') && domain.expiresOn !== null && <RenewButton domain={domain} />}
          {account.can('reversals.place') && account.can('billing.read') && <ReverseButton domain={domain} />}
        </Group>
      )}
      {account.can('billing.read') && <DomainCharges name={domain.name} />}
    </Stack>
  )
}

function MoneyFacts({ domain }: { readonly domain: DomainDetail }) {
  const { t } = useTranslation(['orders', 'domains'])
  const format = useFormat()
  const { price, nextCharge, blocked, lapseTold, connection } = domain
  return (
    <DataList withDivider gap={5} labelWidth="150px" aria-label={t('money.title')}>
      <DataList.Item>
        <DataList.ItemLabel>{t('money.price')}</DataList.ItemLabel>
        <DataList.ItemValue>{price ? format.money(price) : t('domains:noPrice')}</DataList.ItemValue>
      </DataList.Item>
      <DataList.Item>
        <DataList.ItemLabel>{t('money.nextCharge')}</DataList.ItemLabel>
        <DataList.ItemValue>
          {nextCharge ? (
            <>
              {format.money(nextCharge.amount)} <Day day={nextCharge.on} />
            </>
          ) : connection.gateway === 'none' ? (
            t('money.watched')
          ) : (
            t('money.noNextCharge')
          )}
          {blocked && (
            <Text c="var(--daicho-loss)" fw={600}>
              {t('money.blocked')}
              <Text span display="block" size="xs" c="dimmed" fw={400}>
                {t('money.blockedHint')}
              </Text>
            </Text>
          )}
        </DataList.ItemValue>
      </DataList.Item>
      {lapseTold !== null && (
        <DataList.Item>
          <DataList.ItemLabel>{t('money.lapse')}</DataList.ItemLabel>
          <DataList.ItemValue>{t(lapseTold ? 'money.lapseTold' : 'money.lapseNotTold')}</DataList.ItemValue>
        </DataList.Item>
      )}
    </DataList>
  )
}
