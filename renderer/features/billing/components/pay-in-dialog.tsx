import { SegmentedControl, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PAYMENT_METHODS, type PaymentMethod } from '../../../../core/ledger/entry.ts'
import { useAccount } from '../../../data/account.tsx'
import { newIdempotencyKey } from '../../../data/idempotency-key.ts'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { usePayIn } from '../api/pay-in.ts'
import { plainAmount } from '../plain-amount.ts'

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
  const [key] = useState(newIdempotencyKey)
  const payIn = usePayIn()
  const { fromProblem } = useFieldErrors()
  const form = useForm({
    initialValues: { amount, method: 'bankTransfer' as PaymentMethod, occurredOn: account.today as string },
    validate: { amount: (value) => (/^[1-9]\d{0,10}$/.test(plainAmount(value)) ? null : t('payIn.amountFault')) },
  })
  const submit = form.onSubmit(({ amount: typed, method, occurredOn }) =>
    payIn.mutate(
      {
        key,
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
      action={t(`payIn.${words}.action`)}
      sending={payIn}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text>{invoice === undefined ? t(`payIn.${words}.text`) : t('payIn.forInvoice', { invoice })}</Text>
      <TextInput
        label={t('payIn.amount')}
        inputMode="numeric"
        required
        rightSection={<Text c="dimmed">{t('payIn.yen')}</Text>}
        data-autofocus
        {...form.getInputProps('amount')}
      />
      <div>
        <Text size="sm" fw={500} id="pay-in-method">
          {t('payIn.method')}
        </Text>
        <SegmentedControl
          aria-labelledby="pay-in-method"
          data={PAYMENT_METHODS.map((value) => ({ value, label: t(`methods.${value}`) }))}
          {...form.getInputProps('method')}
        />
      </div>
      {isBooked && (
        <DayField
          label={t('payIn.occurredOn')}
          description={t('payIn.occurredOnHint')}
          max={account.today}
          {...form.getInputProps('occurredOn')}
        />
      )}
    </FormDialog>
  )
}
