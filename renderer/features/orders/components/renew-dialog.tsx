import { Anchor, Button, DataList, Group, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DomainDetail } from '../../../../core/contract/http/domains.ts'
import type { WireMoney } from '../../../../core/money/money.ts'
import { useAccount } from '../../../data/account.tsx'
import { newIdempotencyKey } from '../../../data/idempotency-key.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { Day } from '../../../ui/layout/day.tsx'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { balanceQuery } from '../../billing/api/get-balance.ts'
import { suffixPricesQuery } from '../../prices/api/prices.ts'
import { afford } from '../afford.ts'
import { orderQuery, useRenew } from '../api/orders.ts'
import { ItemState } from './order-state.tsx'

type RenewDialogProps = { readonly domain: DomainDetail; readonly onClose: () => void }

/** A renewal now: for how long, what it costs, what is left; then what came of it. */
export function RenewDialog({ domain, onClose }: RenewDialogProps) {
  const { t } = useTranslation('orders')
  const { id: account } = useAccount()
  const query = { suffix: domain.suffix, operation: 'renew' as const, limit: 100 }
  const prices = useQuery(suffixPricesQuery(account, query))
  const [placed, setPlaced] = useState<string | null>(null)
  return (
    <Dialog title={t('renew.title', { name: domain.unicodeName })} size={480} onClose={onClose}>
      {placed === null ? (
        <QueryState query={prices}>
          {({ items }) => (
            <RenewForm
              domain={domain}
              prices={items.map(({ years, price }) => ({ years, price }))}
              onPlaced={setPlaced}
              onClose={onClose}
            />
          )}
        </QueryState>
      ) : (
        <Placed order={placed} onClose={onClose} />
      )}
    </Dialog>
  )
}

type YearPrice = { readonly years: number; readonly price: WireMoney }

type RenewFormProps = RenewDialogProps & {
  readonly prices: readonly YearPrice[]
  readonly onPlaced: (order: string) => void
}

function RenewForm({ domain, prices, onPlaced, onClose }: RenewFormProps) {
  const { t } = useTranslation(['orders', 'billing', 'common'])
  const format = useFormat()
  const account = useAccount()
  const mayReadBalance = account.can('billing.read')
  const balance = useQuery({ ...balanceQuery(account.id), enabled: mayReadBalance }).data
  const [years, setYears] = useState(prices[0]?.years ?? 1)
  const [key] = useState(newIdempotencyKey)
  const renew = useRenew()
  const price = prices.find((one) => one.years === years)?.price
  if (!price) return <Text>{t('renew.noPrice')}</Text>
  const affordable = balance && afford(balance, price, account.today)
  const order = () =>
    renew.mutate({ key: `${key}-${years}`, name: domain.name, years }, { onSuccess: ({ id }) => onPlaced(id) })
  return (
    <Stack>
      <Select
        label={t('renew.years')}
        allowDeselect={false}
        data-autofocus
        data={prices.map((one) => ({
          value: String(one.years),
          label: t('renew.yearOption', {
            years: t('billing:ledger.years', { count: one.years }),
            price: format.money(one.price),
          }),
        }))}
        value={String(years)}
        onChange={(value) => setYears(Number(value))}
      />
      <DataList withDivider gap={5} labelWidth="180px">
        <DataList.Item>
          <DataList.ItemLabel>{t('renew.expiresOn')}</DataList.ItemLabel>
          <DataList.ItemValue>
            <Day day={domain.expiresOn} />
            <Text size="xs" c="dimmed">
              {t('renew.extended', { count: years })}
            </Text>
          </DataList.ItemValue>
        </DataList.Item>
        <MoneyLine label={t('renew.price')} money={price} />
        {balance && <MoneyLine label={t('renew.available')} money={balance.available} />}
        {affordable && <MoneyLine label={t('renew.afterwards')} money={affordable.afterwards} />}
      </DataList>
      {affordable?.missing && (
        <Text role="alert" c="var(--daicho-loss)">
          {t('renew.short', { amount: format.moneyInText(affordable.missing) })}
        </Text>
      )}
      {renew.error && <FormProblem problem={renew.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button disabled={affordable?.missing != null} loading={renew.isPending} onClick={order}>
          {t('renew.action', { price: format.moneyInText(price) })}
        </Button>
      </Group>
    </Stack>
  )
}

function MoneyLine({ label, money }: { readonly label: string; readonly money: WireMoney }) {
  const format = useFormat()
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue>{format.money(money)}</DataList.ItemValue>
    </DataList.Item>
  )
}

/** What has come of the order so far; it goes on when the dialog is closed. */
function Placed({ order: id, onClose }: { readonly order: string; readonly onClose: () => void }) {
  const { t } = useTranslation(['orders', 'codes', 'common'])
  const { id: account } = useAccount()
  const order = useQuery(orderQuery(account, id, { limit: 1, offset: 0 })).data
  const item = order?.items[0]
  return (
    <Stack>
      <Group gap="sm" role="status">
        <Text>{t('renew.placed')}</Text>
        {item && <ItemState item={item} />}
      </Group>
      {item?.code && <Text c="dimmed">{t(`codes:${item.code as 'funds'}`, { defaultValue: item.code })}</Text>}
      <Anchor
        renderRoot={(props) => (
          <Link {...props} to="/accounts/$account/billing/orders/$order" params={{ account, order: id }} />
        )}
      >
        {t('renew.show')}
      </Anchor>
      <Group justify="flex-end">
        <Button data-autofocus onClick={onClose}>
          {t('common:close')}
        </Button>
      </Group>
    </Stack>
  )
}
