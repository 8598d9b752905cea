import { Button, Group, Stack } from '@mantine/core'
import type { FormEvent, PropsWithChildren, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../forms/form-problem.tsx'
import { Dialog } from './dialog.tsx'

type FormDialogProps = PropsWithChildren<{
  readonly title: ReactNode
  readonly size?: number
  /** What its button does. */
  readonly action: ReactNode
  /** Of the button, where what it does cannot be undone. */
  readonly color?: string
  /** What sends it: how far it is, and why it was refused. */
  readonly sending: { readonly isPending: boolean; readonly error: unknown }
  readonly isIncomplete?: boolean
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void
  readonly onClose: () => void
}>

/** A form in a dialog: its fields (the children), why it could not be sent, and its two buttons. */
export function FormDialog(props: FormDialogProps) {
  const { action, color, sending, isIncomplete = false, onSubmit, children, ...dialog } = props
  const { t } = useTranslation('common')
  return (
    <Dialog {...dialog}>
      <form onSubmit={onSubmit} noValidate>
        <Stack>
          {children}
          {Boolean(sending.error) && <FormProblem problem={sending.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={dialog.onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" {...(color && { color })} disabled={isIncomplete} loading={sending.isPending}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
