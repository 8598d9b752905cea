import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../data/problem.ts'
import { FormProblem } from '../../ui/forms/form-problem.tsx'
import { useSignIn } from './api/sign-in.ts'
import { EntranceFrame } from './components/entrance-frame.tsx'

const routeApi = getRouteApi('/sign-in')

/** E-mail and password; the field for the authenticator's code appears once it is asked for. */
export function SignInPage() {
  const { t } = useTranslation('sessions')
  const navigate = useNavigate()
  const { returnTo } = routeApi.useSearch()
  const signIn = useSignIn()
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '', code: '' } })
  const needsCode = isProblem(signIn.error, 'totp_required') || form.getValues().code !== ''
  const submit = form.onSubmit(({ email, password, code }) =>
    signIn.mutate(
      { email, password, ...(code && { code }) },
      { onSuccess: () => void navigate({ href: returnTo ?? '/', replace: true }) },
    ),
  )
  return (
    <EntranceFrame title={t('signIn.title')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={t('fields.email')}
            type="email"
            autoComplete="username"
            required
            autoFocus
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('fields.password')}
            autoComplete="current-password"
            required
            {...form.getInputProps('password')}
          />
          {needsCode && (
            <TextInput
              label={t('fields.code')}
              description={t('signIn.codeHint')}
              inputMode="numeric"
              autoComplete="one-time-code"
              autoFocus
              required
              {...form.getInputProps('code')}
            />
          )}
          {signIn.error && !isProblem(signIn.error, 'totp_required') && <FormProblem problem={signIn.error} />}
          <Button type="submit" loading={signIn.isPending} fullWidth mt="xs">
            {t('signIn.submit')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('signIn.help')}
          </Text>
        </Stack>
      </form>
    </EntranceFrame>
  )
}
