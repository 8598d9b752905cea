import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountQuery, useAccount } from '../../data/account.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { QueryState } from '../../ui/layout/query-state.tsx'
import { pageQueryOf } from '../../ui/table/paged-table.tsx'
import { MissingAddress } from '../mails/components/missing-address.tsx'
import { deliveriesQuery } from './api/deliveries.ts'
import { DeliveryDialog } from './components/delivery-dialog.tsx'
import { DeliveryTable } from './components/delivery-table.tsx'
import { PaperRule } from './components/paper-rule.tsx'

const routeApi = getRouteApi('/accounts/$account/billing/deliveries')

/** How documents reach the account, what it may ask for, and what it asked for. */
export function DeliveriesPage() {
  const { t } = useTranslation('deliveries')
  const account = useAccount()
  const { page = 1, ...search } = routeApi.useSearch()
  const navigate = routeApi.useNavigate()
  const deliveries = useQuery(deliveriesQuery(account.id, { ...search, ...pageQueryOf(page) }))
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Panel
        title={t('title')}
        explanation={t('explanation')}
        actions={
          account.can('billing.manage') && <Button onClick={() => setAsking(true)}>{t('request.button')}</Button>
        }
      >
        <Stack gap="sm">
          <MissingAddress />
          <CurrentWay />
          <QueryState query={deliveries}>{({ eligibility }) => <PaperRule eligibility={eligibility} />}</QueryState>
        </Stack>
      </Panel>
      <Panel title={t('requests.title')} explanation={t('requests.explanation')}>
        <QueryState query={deliveries}>
          {({ items, total }) => (
            <DeliveryTable
              deliveries={items}
              total={total}
              page={page}
              onPage={(next) => void navigate({ search: { ...search, page: next } })}
              isReading={deliveries.isFetching}
            />
          )}
        </QueryState>
      </Panel>
      {isAsking && <DeliveryDialog onClose={() => setAsking(false)} />}
    </>
  )
}

function CurrentWay() {
  const { t } = useTranslation('deliveries')
  const { id: account } = useAccount()
  const { delivery, recipient } = useSuspenseQuery(accountQuery(account)).data
  const { email, address, postalCode } = recipient
  const to = [postalCode && `〒${postalCode}`, address].filter(Boolean).join(' ')
  return (
    <div>
      <Text>
        {delivery === 'post'
          ? t('now.post', { address: to || t('noAddress') })
          : email === null
            ? t('now.noMail')
            : t('now.mail', { email })}
      </Text>
      <Anchor renderRoot={(props) => <Link {...props} to="/accounts/$account/billing/terms" params={{ account }} />}>
        {t('toTerms')}
      </Anchor>
    </div>
  )
}
