import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../ui/dialogs/dialog.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { plainAmount } from '../../billing/plain-amount.ts'
import { useCardPage } from '../api/card.ts'

type PayByCardProps = {
  /** What is paid; the balance where it is not given. */
  readonly document?: string
  readonly amount?: string
  readonly onClose: () => void
}

/** Asks for the amount and leads to the provider's page, where the card is typed. */
export function PayByCard({ document, amount = '', onClose }: PayByCardProps) {
  const { t } = useTranslation(['cards', 'billing', 'common'])
  const page = useCardPage()
  const { fromProblem } = useFieldErrors()
  const form = useForm({
    initialValues: { amount },
    validate: {
      amount: (value) => (/^[1-9]\d{0,10}$/.test(plainAmount(value)) ? null : t('billing:payIn.amountFault')),
    },
  })
  const submit = form.onSubmit((values) =>
    page.mutate(
      { kind: 'pay', amount: plainAmount(values.amount), ...(document !== undefined && { invoice: document }) },
      { onSuccess: onClose, onError: (problem) => form.setErrors(fromProblem(problem)) },
    ),
  )
  return (
    <Dialog title={t('pay.title')} size={440} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text>{document === undefined ? t('pay.deposit') : t('pay.forDocument', { document })}</Text>
          <TextInput
            label={t('pay.amount')}
            inputMode="numeric"
            required
            data-autofocus
            rightSection={<Text c="dimmed">{t('billing:payIn.yen')}</Text>}
            {...form.getInputProps('amount')}
          />
          {page.error && <FormProblem problem={page.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={page.isPending}>
              {t('pay.go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
