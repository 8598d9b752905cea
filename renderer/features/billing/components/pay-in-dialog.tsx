import { Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { PAYMENT_METHODS, type PaymentMethod } from '../../../../core/ledger/entry.ts'
import { useAccount } from '../../../data/account.tsx'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { usePayIn } from '../api/pay-in.ts'
import { plainAmount } from '../plain-amount.ts'
import { useAmountFault } from '../use-amount-fault.ts'
import { BankDayField } from './bank-day-field.tsx'
import { ChoiceField } from './choice-field.tsx'
import { YenField } from './yen-field.tsx'

type PayInDialogProps = {
  /** The document that is paid; a deposit where it is not given. */
  readonly invoice?: string
  readonly amount?: string
  readonly announcement?: string
  readonly onClose: () => void
}

/** An operator books money that came in; anybody else tells that it is on its way. */
export function PayInDialog({ invoice, amount = '', announcement, onClose }: PayInDialogProps) {
  const { t } = useTranslation('billing')
  const account = useAccount()
  const isBooked = account.can('operator.money')
  const payIn = usePayIn()
  const { fromProblem } = useFieldErrors()
  const amountFault = useAmountFault()
  const form = useForm({
    initialValues: { amount, method: 'bankTransfer' as PaymentMethod, occurredOn: account.today as string },
    validate: { amount: amountFault },
  })
  const submit = form.onSubmit(({ amount: typed, method, occurredOn }) =>
    payIn.mutate(
      {
        amount: plainAmount(typed),
        method,
        ...(isBooked && { occurredOn }),
        ...(invoice !== undefined && { invoice }),
        ...(announcement !== undefined && { announcement }),
      },
      { onSuccess: onClose, onError: (problem) => form.setErrors(fromProblem(problem)) },
    ),
  )
  const words = isBooked ? 'booked' : 'announced'
  return (
    <FormDialog
      title={t(`payIn.${words}.title`)}
      size={480}
      action={isBooked ? t('booking.action') : t('payIn.announced.action')}
      sending={payIn}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text>{invoice === undefined ? t(`payIn.${words}.text`) : t('payIn.forInvoice', { invoice })}</Text>
      <YenField required data-autofocus {...form.getInputProps('amount')} />
      <ChoiceField
        label={t('payIn.method')}
        choices={PAYMENT_METHODS.map((value) => ({ value, label: t(`methods.${value}`) }))}
        {...form.getInputProps('method')}
      />
      {isBooked && <BankDayField {...form.getInputProps('occurredOn')} />}
    </FormDialog>
  )
}
