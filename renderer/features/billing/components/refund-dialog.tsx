import { Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireMoney } from '../../../../core/money/money.ts'
import { useAccount } from '../../../data/account.tsx'
import { newIdempotencyKey } from '../../../data/idempotency-key.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { useRefund } from '../api/refund.ts'
import { plainAmount } from '../plain-amount.ts'

type RefundDialogProps = {
  readonly available: WireMoney
  readonly onClose: () => void
}

/** An operator books what was transferred back to the customer, up to what is available. */
export function RefundDialog({ available, onClose }: RefundDialogProps) {
  const { t } = useTranslation('billing')
  const account = useAccount()
  const format = useFormat()
  const [key] = useState(newIdempotencyKey)
  const refund = useRefund()
  const { fromProblem } = useFieldErrors()
  const isPayable = (value: string) => /^[1-9]\d*$/.test(value) && Number(value) <= Number(available.amount)
  const form = useForm({
    initialValues: { amount: '', occurredOn: account.today as string, reason: '' },
    validate: {
      amount: (value) => (isPayable(plainAmount(value)) ? null : t('refund.amountFault')),
      reason: (value) => (value.trim() === '' ? t('refund.reasonFault') : null),
    },
  })
  const submit = form.onSubmit(({ amount, ...rest }) =>
    refund.mutate(
      { key, amount: plainAmount(amount), ...rest },
      { onSuccess: onClose, onError: (problem) => form.setErrors(fromProblem(problem)) },
    ),
  )
  return (
    <FormDialog
      title={t('refund.title')}
      size={480}
      action={t('refund.action')}
      sending={refund}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text>{t('refund.text', { available: format.moneyInText(available) })}</Text>
      <TextInput
        label={t('payIn.amount')}
        inputMode="numeric"
        required
        rightSection={<Text c="dimmed">{t('payIn.yen')}</Text>}
        data-autofocus
        {...form.getInputProps('amount')}
      />
      <DayField
        label={t('payIn.occurredOn')}
        description={t('payIn.occurredOnHint')}
        max={account.today}
        {...form.getInputProps('occurredOn')}
      />
      <TextInput label={t('refund.reason')} required {...form.getInputProps('reason')} />
    </FormDialog>
  )
}
