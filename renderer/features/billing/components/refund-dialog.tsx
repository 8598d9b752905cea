import { Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { WireMoney } from '../../../../core/money/money.ts'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { useRefund } from '../api/book-entry.ts'
import { isYenAmount, plainAmount } from '../plain-amount.ts'
import { BankDayField } from './bank-day-field.tsx'
import { YenField } from './yen-field.tsx'

type RefundDialogProps = {
  readonly available: WireMoney
  readonly onClose: () => void
}

/** An operator books what was transferred back to the customer, up to what is available. */
export function RefundDialog({ available, onClose }: RefundDialogProps) {
  const { t } = useTranslation('billing')
  const account = useAccount()
  const format = useFormat()
  const refund = useRefund()
  const { fromProblem } = useFieldErrors()
  const isPayable = (value: string) => isYenAmount(value) && Number(plainAmount(value)) <= Number(available.amount)
  const form = useForm({
    initialValues: { amount: '', occurredOn: account.today as string, reason: '' },
    validate: {
      amount: (value) => (isPayable(value) ? null : t('refund.amountFault')),
      reason: (value) => (value.trim() === '' ? t('booking.reasonFault') : null),
    },
  })
  const submit = form.onSubmit(({ amount, ...rest }) =>
    refund.mutate(
      { amount: plainAmount(amount), ...rest },
      { onSuccess: onClose, onError: (problem) => form.setErrors(fromProblem(problem)) },
    ),
  )
  return (
    <FormDialog
      title={t('refund.title')}
      size={480}
      action={t('booking.action')}
      sending={refund}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text>{t('refund.text', { available: format.moneyInText(available) })}</Text>
      <YenField required data-autofocus {...form.getInputProps('amount')} />
      <BankDayField {...form.getInputProps('occurredOn')} />
      <TextInput label={t('booking.reason')} required {...form.getInputProps('reason')} />
    </FormDialog>
  )
}
