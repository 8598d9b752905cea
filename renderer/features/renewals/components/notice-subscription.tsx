import { Switch } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { meQuery } from '../../../data/me.ts'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import { subscriptionsQuery, useSubscribe } from '../api/subscriptions.ts'

/** Whether the reader gets the monthly notice by mail. */
export function NoticeSubscription() {
  const { t } = useTranslation('renewals')
  const { id: account } = useAccount()
  const { user } = useSuspenseQuery(meQuery()).data
  const subscriptions = useQuery(subscriptionsQuery(account))
  const subscribe = useSubscribe()
  const tell = useProblemNotice()
  const own = subscriptions.data?.items.find(({ person }) => person.id === user.id)
  return (
    <Switch
      mb="md"
      label={t('notices.subscribe.label')}
      description={t('notices.subscribe.hint', { email: user.email })}
      checked={own !== undefined}
      disabled={!subscriptions.data || subscribe.isPending}
      onChange={() => subscribe.mutate(own?.id ?? null, { onError: tell })}
    />
  )
}
