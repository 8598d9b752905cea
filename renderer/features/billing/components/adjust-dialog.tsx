import { Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { type Adjustment, useAdjust } from '../api/book-entry.ts'
import { plainAmount } from '../plain-amount.ts'
import { useAmountFault } from '../use-amount-fault.ts'
import { ChoiceField } from './choice-field.tsx'
import { YenField } from './yen-field.tsx'

const KINDS = ['adjustment', 'openingBalance'] as const
const DIRECTIONS = ['credit', 'debit'] as const

/** An operator moves the balance by something that is neither money nor an order. */
export function AdjustDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('billing')
  const account = useAccount()
  const adjust = useAdjust()
  const { fromProblem } = useFieldErrors()
  const amountFault = useAmountFault()
  const form = useForm<Adjustment>({
    initialValues: { kind: 'adjustment', direction: 'credit', amount: '', occurredOn: account.today, reason: '' },
    validate: {
      amount: amountFault,
      reason: (value) => (value.trim() === '' ? t('booking.reasonFault') : null),
    },
  })
  const submit = form.onSubmit(({ amount, ...rest }) =>
    adjust.mutate(
      { amount: plainAmount(amount), ...rest },
      { onSuccess: onClose, onError: (problem) => form.setErrors(fromProblem(problem)) },
    ),
  )
  return (
    <FormDialog
      title={t('adjust.title')}
      size={480}
      action={t('booking.action')}
      sending={adjust}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text>{t('adjust.text')}</Text>
      <ChoiceField
        label={t('adjust.kind')}
        choices={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        {...form.getInputProps('kind')}
      />
      <ChoiceField
        label={t('adjust.direction')}
        choices={DIRECTIONS.map((value) => ({ value, label: t(`adjust.directions.${value}`) }))}
        {...form.getInputProps('direction')}
      />
      <YenField required data-autofocus {...form.getInputProps('amount')} />
      <DayField label={t('adjust.occurredOn')} max={account.today} {...form.getInputProps('occurredOn')} />
      <TextInput label={t('booking.reason')} required {...form.getInputProps('reason')} />
    </FormDialog>
  )
}
