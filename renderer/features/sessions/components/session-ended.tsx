import { Modal, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../../../data/me.ts'
import { useSessionState } from '../../../data/session-state.ts'
import { useReturnedFocus } from '../../../ui/dialogs/use-returned-focus.ts'
import { useSignInAgain } from '../api/sign-in-again.ts'
import { SignInForm } from './sign-in-form.tsx'

/** Over whatever is open when the session ends: sign in again, and go on with what was typed. */
export function SessionEnded() {
  const hasEnded = useSessionState((state) => state.hasEnded)
  return hasEnded && <SignInAgain />
}

function SignInAgain() {
  const { t } = useTranslation('sessions')
  const me = useQueryClient().getQueryData(meQuery().queryKey)
  const signIn = useSignInAgain()
  useReturnedFocus()
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('signIn.title')}
      size={400}
      zIndex={1000}
      overlayProps={{ backgroundOpacity: 0.6, blur: 12 }}
    >
      <Text mb="md">{t('signIn.ended')}</Text>
      <SignInForm email={me?.user.email ?? ''} sending={signIn} onSubmit={signIn.mutate} />
    </Modal>
  )
}
