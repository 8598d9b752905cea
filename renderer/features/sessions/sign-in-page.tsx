import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSignIn } from './api/sign-in.ts'
import { EntranceFrame } from './components/entrance-frame.tsx'
import { SignInForm } from './components/sign-in-form.tsx'

const routeApi = getRouteApi('/sign-in')

/** Where everybody gets in; afterwards the page that they wanted to see. */
export function SignInPage() {
  const { t } = useTranslation('sessions')
  const navigate = useNavigate()
  const { returnTo } = routeApi.useSearch()
  const signIn = useSignIn()
  return (
    <EntranceFrame title={t('signIn.title')}>
      <SignInForm
        sending={signIn}
        onSubmit={(credentials) =>
          signIn.mutate(credentials, { onSuccess: () => void navigate({ href: returnTo ?? '/', replace: true }) })
        }
      />
    </EntranceFrame>
  )
}
