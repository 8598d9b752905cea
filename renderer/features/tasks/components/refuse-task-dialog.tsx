import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../i18n/use-format.ts'
import { ReasonDialog } from '../../../ui/dialogs/reason-dialog.tsx'
import { type Task, useRefuseTask } from '../api/tasks.ts'

type RefuseTaskDialogProps = { readonly task: Task; readonly account: string; readonly onClose: () => void }

/** A task cannot be done: the account is told why, and gets back what was set aside. */
export function RefuseTaskDialog({ task, account, onClose }: RefuseTaskDialogProps) {
  const { t } = useTranslation(['tasks', 'orders'])
  const format = useFormat()
  const refuse = useRefuseTask(account, task.id)
  return (
    <ReasonDialog
      title={t('refuse.title', { name: task.unicodeName, operation: t(`orders:operations.${task.operation}`) })}
      text={task.price ? t('refuse.givenBack', { price: format.moneyInText(task.price) }) : t('refuse.text')}
      label={t('refuse.reason')}
      hint={t('refuse.reasonHint')}
      max={1000}
      action={t('refuse.action')}
      sending={refuse}
      onReason={(reason) => refuse.mutate(reason, { onSuccess: onClose })}
      onClose={onClose}
    />
  )
}
