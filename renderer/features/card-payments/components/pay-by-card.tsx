import { Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { YenField } from '../../billing/components/yen-field.tsx'
import { plainAmount } from '../../billing/plain-amount.ts'
import { useAmountFault } from '../../billing/use-amount-fault.ts'
import { useCardPage } from '../api/card.ts'

type PayByCardProps = {
  /** What is paid; the balance where it is not given. */
  readonly document?: string
  readonly amount?: string
  readonly onClose: () => void
}

/** Asks for the amount and leads to the provider's page, where the card is typed. */
export function PayByCard({ document, amount = '', onClose }: PayByCardProps) {
  const { t } = useTranslation(['cards', 'billing'])
  const page = useCardPage()
  const { fromProblem } = useFieldErrors()
  const amountFault = useAmountFault()
  const form = useForm({
    initialValues: { amount },
    validate: {
      amount: amountFault,
    },
  })
  const submit = form.onSubmit((values) =>
    page.mutate(
      { kind: 'pay', amount: plainAmount(values.amount), ...(document !== undefined && { invoice: document }) },
      { onSuccess: onClose, onError: (problem) => form.setErrors(fromProblem(problem)) },
    ),
  )
  return (
    <FormDialog
      title={t('pay.title')}
      size={440}
      action={t('pay.go')}
      sending={page}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text>{document === undefined ? t('pay.deposit') : t('pay.forDocument', { document })}</Text>
      <YenField label={t('pay.amount')} required data-autofocus {...form.getInputProps('amount')} />
    </FormDialog>
  )
}
