import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { setupBody } from '../../../../core/contract/http/session.ts'
import { useHealth } from '../../../data/health.ts'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useSetUp } from '../api/set-up.ts'

type SetupFormProps = {
  /** As it was typed before, when somebody went back and comes again. */
  readonly draft: SetupDraft
  readonly onBack: (draft: SetupDraft) => void
  /** With the id of the new account. */
  readonly onDone: (account: string) => void
}

export const EMPTY_SETUP = { organisation: '', name: '', email: '', password: '', setupCode: '' }
export type SetupDraft = typeof EMPTY_SETUP

/** The first person and the account. The set-up code is asked for where the service says so. */
export function SetupForm({ draft, onBack, onDone }: SetupFormProps) {
  const { t } = useTranslation('sessions')
  const setUp = useSetUp()
  const { validate, fromProblem } = useFieldErrors()
  const needsCode = useHealth()?.setupCodeRequired ?? false
  const form = useForm({ mode: 'uncontrolled', initialValues: draft, validate: validate(setupBody) })
  const submit = form.onSubmit(({ setupCode, ...input }) =>
    setUp.mutate(
      { ...input, ...(setupCode && { setupCode }) },
      {
        onSuccess: ({ accounts }) => onDone(accounts[0]?.id ?? ''),
        onError: (problem) => form.setErrors(fromProblem(problem)),
      },
    ),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t('fields.organisation')}
          description={t('fields.organisationHint')}
          autoComplete="organization"
          required
          autoFocus
          {...form.getInputProps('organisation')}
        />
        <TextInput label={t('fields.name')} autoComplete="name" required {...form.getInputProps('name')} />
        <TextInput
          label={t('fields.email')}
          type="email"
          autoComplete="username"
          required
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('fields.password')}
          description={t('fields.passwordHint')}
          autoComplete="new-password"
          required
          {...form.getInputProps('password')}
        />
        {needsCode && (
          <TextInput
            label={t('fields.setupCode')}
            description={t('fields.setupCodeHint')}
            autoComplete="off"
            required
            {...form.getInputProps('setupCode')}
          />
        )}
        {setUp.error && <FormProblem problem={setUp.error} />}
        <Group justify="space-between" mt="xs">
          <Button variant="subtle" color="gray" onClick={() => onBack(form.getValues())}>
            {t('firstRun.back')}
          </Button>
          <Button type="submit" loading={setUp.isPending}>
            {t('firstRun.own.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
