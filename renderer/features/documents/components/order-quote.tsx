import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { balanceQuery } from '../../billing/api/get-balance.ts'
import { afford } from '../../orders/afford.ts'
import type { DocumentDetail } from '../api/documents.ts'
import { useOrderQuote } from '../api/quotes.ts'

type Props = { readonly document: DocumentDetail }

/** Orders a quote once and while it is valid; nothing for other documents. */
export function OrderQuote({ document }: Props) {
  const { t } = useTranslation('invoices')
  const { today, can } = useAccount()
  const [isAsking, setAsking] = useState(false)
  const { series, validUntil, order } = document
  const isOpen = series === 'quote' && order === null && validUntil !== null && validUntil >= today
  if (!isOpen || !can('orders.place')) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('quote.order')}</Button>
      {isAsking && <OrderQuoteDialog document={document} onClose={() => setAsking(false)} />}
    </>
  )
}

function OrderQuoteDialog({ document: { number, total }, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useTranslation(['invoices', 'orders', 'common'])
  const format = useFormat()
  const { id: account, today, can } = useAccount()
  const navigate = useNavigate()
  const order = useOrderQuote(number)
  const balance = useQuery({ ...balanceQuery(account), enabled: can('billing.read') }).data
  const missing = balance && afford(balance, total, today).missing
  return (
    <Dialog title={t('quote.orderTitle', { number })} size={480} onClose={onClose}>
      <Stack>
        <Text>{t('quote.orderText', { total: format.moneyInText(total) })}</Text>
        {balance && (
          <Text c="dimmed">
            {t('orders:renew.available')} {format.money(balance.available)}
          </Text>
        )}
        {missing && (
          <Text role="alert" c="var(--daicho-loss)">
            {t('orders:renew.short', { amount: format.moneyInText(missing) })}
          </Text>
        )}
        {order.error && <FormProblem problem={order.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button
            disabled={Boolean(missing)}
            loading={order.isPending}
            onClick={() =>
              order.mutate(undefined, {
                onSuccess: (id) =>
                  void navigate({ to: '/accounts/$account/billing/orders/$order', params: { account, order: id } }),
              })
            }
          >
            {t('quote.orderAction')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
