import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../../data/problem.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import type { Credentials } from '../api/sign-in.ts'

type SignInFormProps = {
  /** As far as it is known already. */
  readonly email?: string
  /** What signs in: how far it is, and why it was refused. */
  readonly sending: { readonly isPending: boolean; readonly error: unknown }
  readonly onSubmit: (credentials: Credentials) => void
}

/** Escape in here is no answer to a dialog that lies below. */
const KEEPS_ESCAPE = { 'data-mantine-stop-propagation': true }

/** E-mail and password; the field for the authenticator's code appears once it is asked for. */
export function SignInForm({ email = '', sending: { isPending, error }, onSubmit }: SignInFormProps) {
  const { t } = useTranslation('sessions')
  const form = useForm({ mode: 'uncontrolled', initialValues: { email, password: '', code: '' } })
  const needsCode = isProblem(error, 'totp_required') || form.getValues().code !== ''
  const submit = form.onSubmit(({ code, ...credentials }) => onSubmit({ ...credentials, ...(code && { code }) }))
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t('fields.email')}
          type="email"
          autoComplete="username"
          required
          autoFocus={email === ''}
          {...KEEPS_ESCAPE}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('fields.password')}
          autoComplete="current-password"
          required
          data-autofocus
          {...KEEPS_ESCAPE}
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
            {...KEEPS_ESCAPE}
            {...form.getInputProps('code')}
          />
        )}
        {Boolean(error) && !isProblem(error, 'totp_required') && <FormProblem problem={error} />}
        <Button type="submit" loading={isPending} fullWidth mt="xs" {...KEEPS_ESCAPE}>
          {t('signIn.submit')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('signIn.help')}
        </Text>
      </Stack>
    </form>
  )
}
