import { Button, Text } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DomainDetail } from '../../../../core/contract/http/domains.ts'
import { accountQuery, useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { TypedNameDialog } from '../../../ui/dialogs/typed-name-dialog.tsx'
import { chargesQuery } from '../api/charges.ts'
import { useReverse } from '../api/orders.ts'
import { reversibleRenewal } from '../reversible-renewal.ts'

/** Gives the last renewal back where the account's terms still allow it; nothing elsewhere. */
export function ReverseButton({ domain }: { readonly domain: DomainDetail }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const account = useAccount()
  const { reversal } = useSuspenseQuery(accountQuery(account.id)).data
  const entries = useQuery(chargesQuery(account.id, domain.name)).data?.items ?? []
  const [isAsking, setAsking] = useState(false)
  const reverse = useReverse()
  const renewal = reversibleRenewal(entries, reversal, account.today)
  if (!renewal) return null
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('reverse.button')}
      </Button>
      <Text size="xs" c="dimmed">
        {t('reverse.until', { day: format.day(renewal.until) })}
      </Text>
      {isAsking && (
        <TypedNameDialog
          title={t('reverse.title')}
          warning={t('reverse.warning', { name: domain.unicodeName, amount: format.moneyInText(renewal.amount) })}
          names={[domain.unicodeName, domain.name]}
          action={t('reverse.action')}
          isRunning={reverse.isPending}
          problem={reverse.error}
          asksPassword
          onConfirm={(confirm, password) =>
            reverse.mutate({ name: domain.name, confirm, password }, { onSuccess: () => setAsking(false) })
          }
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
