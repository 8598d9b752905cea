import { Button, EmptyState } from '@mantine/core'
import { IconFileOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ROWS_KEPT_DAYS } from '../../../../core/portfolio/import/row-keeping.ts'
import { useAccount } from '../../../data/account.tsx'

/** A file that was not taken over to its end, and whose rows are not kept any more: only another import goes on. */
export function GoneStep() {
  const { t } = useTranslation('imports')
  const { id: account } = useAccount()
  return (
    <EmptyState
      icon={<IconFileOff />}
      title={t('gone.title')}
      description={t('gone.description', { count: ROWS_KEPT_DAYS })}
    >
      <EmptyState.Actions>
        <Button component={Link} to={`/accounts/${encodeURIComponent(account)}/imports`}>
          {t('failed.action')}
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  )
}
