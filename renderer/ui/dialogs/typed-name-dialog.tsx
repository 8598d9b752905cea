import { Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFieldErrors } from '../forms/field-errors.ts'
import { PasswordField } from '../forms/password-field.tsx'
import { FormDialog } from './form-dialog.tsx'

type TypedNameDialogProps = {
  readonly title: string
  /** What will be lost, in words. */
  readonly warning: ReactNode
  /** What has to be typed; either spelling of a domain name counts. */
  readonly names: readonly string[]
  readonly action: string
  readonly isRunning: boolean
  readonly problem: unknown
  /** Asks for the reader's password as well. */
  readonly asksPassword?: true
  readonly onConfirm: (typed: string, password: string) => void
  readonly onClose: () => void
}

/** For what cannot be got back: says what will be lost and asks for its name. Nothing else asks like this. */
export function TypedNameDialog(props: TypedNameDialogProps) {
  const { title, warning, names, action, isRunning, problem, asksPassword, onConfirm, onClose } = props
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  const { fromProblem } = useFieldErrors()
  const fault = fromProblem(problem)['password']
  const isKnown = !asksPassword || password !== ''
  const isRight = names.some((name) => name.toLocaleLowerCase() === typed.trim().toLocaleLowerCase())
  return (
    <FormDialog
      title={title}
      size={480}
      action={action}
      color="red.8"
      sending={{ isPending: isRunning, error: fault ? null : problem }}
      isIncomplete={!isRight || !isKnown}
      onSubmit={(event) => {
        event.preventDefault()
        if (isRight && isKnown) onConfirm(typed.trim(), password)
      }}
      onClose={onClose}
    >
      <Text>{warning}</Text>
      <TextInput
        label={t('typeName', { name: names[0] })}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {asksPassword && <PasswordField value={password} onChange={setPassword} problem={problem} />}
    </FormDialog>
  )
}
