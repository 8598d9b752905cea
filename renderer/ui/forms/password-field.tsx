import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFieldErrors } from './field-errors.ts'

type PasswordFieldProps = {
  readonly value: string
  readonly onChange: (password: string) => void
  /** Why the last try was refused; a wrong password stands at the field. */
  readonly problem: unknown
}

/** Asks who the reader is once more, before something that cannot be taken back. */
export function PasswordField({ value, onChange, problem }: PasswordFieldProps) {
  const { t } = useTranslation()
  const { fromProblem } = useFieldErrors()
  return (
    <PasswordInput
      label={t('yourPassword')}
      description={t('yourPasswordHint')}
      autoComplete="current-password"
      value={value}
      error={fromProblem(problem)['password']}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
