import { notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { desktop } from '../../data/desktop.ts'

const NOTICE_ID = 'no-keychain'

/** Tells a person who signs in that nothing is kept, where the system has no keychain. */
export function useKeychainNotice(): void {
  const { t } = useTranslation('desktop')
  useEffect(() => {
    return desktop()?.session.onChanged(({ isSignedIn, keychain }) => {
      if (!isSignedIn || keychain === 'available') return
      notifications.show({
        id: NOTICE_ID,
        title: t('keychain.title'),
        message: t('keychain.message'),
        autoClose: 12_000,
      })
    })
  }, [t])
}
