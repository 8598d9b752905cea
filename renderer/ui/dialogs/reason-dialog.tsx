import { Text, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { FormDialog } from './form-dialog.tsx'

type ReasonDialogProps = {
  readonly title: string
  /** What will be done. */
  readonly text: ReactNode
  readonly label: string
  readonly hint?: string
  /** Characters at most. */
  readonly max: number
  readonly action: string
  readonly sending: { readonly isPending: boolean; readonly error: unknown }
  readonly onReason: (reason: string) => void
  readonly onClose: () => void
}

/** For what is done with a reason that others read later. */
export function ReasonDialog({ text, label, hint, max, onReason, ...dialog }: ReasonDialogProps) {
  const [typed, setTyped] = useState('')
  const reason = typed.trim()
  return (
    <FormDialog
      {...dialog}
      size={480}
      isIncomplete={reason === ''}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason !== '') onReason(reason)
      }}
    >
      <Text>{text}</Text>
      <Textarea
        label={label}
        description={hint}
        required
        data-autofocus
        rows={3}
        maxLength={max}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
