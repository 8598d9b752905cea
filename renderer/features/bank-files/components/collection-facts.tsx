import { Anchor, Badge, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import type { Collection } from '../api/bank-files.ts'

/** A direct-debit request whose money a line may be. */
export function CollectionFacts({ collection: { request, debitOn, fee } }: { readonly collection: Collection }) {
  const { t } = useTranslation('bank')
  const format = useFormat()
  return (
    <>
      <Group gap={6}>
        <RequestLink id={request}>{t('collection.of', { day: format.day(debitOn) })}</RequestLink>
        <Badge color="indigo">{t(fee.amount === '0' ? 'collection.exact' : 'collection.lessFee')}</Badge>
      </Group>
      {fee.amount !== '0' && <Text size="xs">{t('collection.fee', { fee: format.moneyInText(fee) })}</Text>}
    </>
  )
}

/** The way to a direct-debit request. */
export function RequestLink({ id, children }: { readonly id: string; readonly children: string }) {
  const { id: account } = useAccount()
  return (
    <Anchor
      renderRoot={(props) => (
        <Link {...props} to="/accounts/$account/operator/direct-debits/$request" params={{ account, request: id }} />
      )}
    >
      {children}
    </Anchor>
  )
}
