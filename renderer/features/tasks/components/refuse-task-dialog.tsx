import { Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { type Task, useRefuseTask } from '../api/tasks.ts'

type RefuseTaskDialogProps = { readonly task: Task; readonly account: string; readonly onClose: () => void }

/** A task cannot be done: the account is told why, and gets back what was set aside. */
export function RefuseTaskDialog({ task, account, onClose }: RefuseTaskDialogProps) {
  const { t } = useTranslation(['tasks', 'orders'])
  const format = useFormat()
  const [reason, setReason] = useState('')
  const refuse = useRefuseTask(account, task.id)
  const text = reason.trim()
  return (
    <FormDialog
      title={t('refuse.title', { name: task.unicodeName, operation: t(`orders:operations.${task.operation}`) })}
      size={480}
      action={t('refuse.action')}
      sending={refuse}
      isIncomplete={text === ''}
      onSubmit={(event) => {
        event.preventDefault()
        if (text !== '') refuse.mutate(text, { onSuccess: onClose })
      }}
      onClose={onClose}
    >
      <Text>{task.price ? t('refuse.givenBack', { price: format.moneyInText(task.price) }) : t('refuse.text')}</Text>
      <Textarea
        label={t('refuse.reason')}
        description={t('refuse.reasonHint')}
        required
        data-autofocus
        rows={3}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
