import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'

/** From a notice, or a sheet of one, that is not there to those that are. */
export function ToNotices() {
  const { t } = useTranslation('renewals')
  const { id: account } = useAccount()
  return (
    <Button
      variant="default"
      renderRoot={(props) => <Link {...props} to="/accounts/$account/renewals/notices" params={{ account }} />}
    >
      {t('notices.showAll')}
    </Button>
  )
}
