import { Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../../../core/calendar/iso-date.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { type Task, useConfirmTask } from '../api/tasks.ts'

/** What leaves the day until which a name runs as it is. */
const LEAVES_EXPIRY: readonly Task['operation'][] = ['expire', 'keep', 'unlock', 'park']

type ConfirmTaskDialogProps = { readonly task: Task; readonly account: string; readonly onClose: () => void }

/** A task is done at the registrar: on which day, under which reference, and until when the name now runs. */
export function ConfirmTaskDialog({ task, account, onClose }: ConfirmTaskDialogProps) {
  const { t } = useTranslation(['tasks', 'orders'])
  const format = useFormat()
  const { today } = useAccount()
  const confirm = useConfirmTask(account, task.id)
  const { fromProblem } = useFieldErrors()
  const form = useForm({
    initialValues: { date: today as string, reference: '', expiresOn: '' },
    validate: {
      date: (value) => (value === '' ? t('faults.date') : null),
      reference: (value) => (value.trim() === '' ? t('faults.reference') : null),
    },
  })
  const submit = form.onSubmit(({ date, reference, expiresOn }) =>
    confirm.mutate(
      { date, reference: reference.trim(), ...(expiresOn !== '' && { expiresOn }) },
      { onSuccess: onClose, onError: (problem) => form.setErrors(fromProblem(problem)) },
    ),
  )
  const movesExpiry = !LEAVES_EXPIRY.includes(task.operation)
  return (
    <FormDialog
      title={t('confirm.title', { name: task.unicodeName, operation: t(`orders:operations.${task.operation}`) })}
      size={480}
      action={t('confirm.action')}
      sending={confirm}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text>{task.price ? t('confirm.charged', { price: format.moneyInText(task.price) }) : t('confirm.text')}</Text>
      <DayField label={t('confirm.date')} required max={today} {...form.getInputProps('date')} />
      <TextInput
        label={t('confirm.reference')}
        description={t('confirm.referenceHint')}
        required
        data-autofocus
        {...form.getInputProps('reference')}
      />
      {movesExpiry && (
        <DayField
          label={t('confirm.expiresOn')}
          description={t('confirm.expiresOnHint')}
          {...(task.operation === 'renew' && task.expiryBefore && { min: addDays(task.expiryBefore, 1) })}
          {...form.getInputProps('expiresOn')}
        />
      )}
    </FormDialog>
  )
}
