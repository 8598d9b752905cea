import { Alert, Anchor } from '@mantine/core'
import { IconMailQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { mailsQuery } from '../api/mails.ts'

/** Documents that could go to nobody, because the account has no address for them; nothing where there are none. */
export function MissingAddress() {
  const { t } = useTranslation('outbox')
  const { id: account } = useAccount()
  const waiting = useQuery(mailsQuery(account, { unaddressed: 'true', limit: 1 })).data?.total ?? 0
  if (waiting === 0) return null
  return (
    <Alert
      color="red"
      variant="light"
      mb="sm"
      icon={<IconMailQuestion />}
      title={t('missing.title', { count: waiting })}
    >
      {t('missing.text')}{' '}
      <Anchor renderRoot={(props) => <Link {...props} to="/accounts/$account/billing/terms" params={{ account }} />}>
        {t('missing.toTerms')}
      </Anchor>
    </Alert>
  )
}
