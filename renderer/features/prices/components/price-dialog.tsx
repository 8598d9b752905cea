import { Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { MAX_PRICED_YEARS, PRICED_OPERATIONS, type PricedOperation } from '../../../../core/billing/price-list.ts'
import { useAccount } from '../../../data/account.tsx'
import { FormDialog } from '../../../ui/dialogs/form-dialog.tsx'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { YenField } from '../../billing/components/yen-field.tsx'
import { plainAmount } from '../../billing/plain-amount.ts'
import { useAmountFault } from '../../billing/use-amount-fault.ts'
import { type PriceLine, useSetPrice } from '../api/prices.ts'

type PriceDialogProps = {
  /** The price that is changed; a new one without it. */
  readonly line: PriceLine | null
  /** The account whose own price it is; the list's without it. */
  readonly of: string | undefined
  readonly onClose: () => void
}

/** A price from a day on. What holds until then stays as it is. */
export function PriceDialog({ line, of, onClose }: PriceDialogProps) {
  const { t } = useTranslation(['prices', 'billing'])
  const { today } = useAccount()
  const set = useSetPrice(of)
  const { fromProblem } = useFieldErrors()
  const amountFault = useAmountFault()
  const form = useForm({
    initialValues: {
      suffix: line?.suffix ?? '',
      operation: (line?.operation ?? 'renew') as PricedOperation,
      years: (line?.years ?? 1) as number | string,
      amount: line?.amount?.amount ?? '',
      from: today as string,
      ends: false,
    },
    validate: {
      suffix: (value) => (value.trim() === '' ? t('faults.suffix') : null),
      amount: (value, { ends }) => (ends ? null : amountFault(value)),
    },
  })
  const submit = form.onSubmit(({ suffix, operation, years, amount, from, ends }) =>
    set.mutate(
      {
        suffix: suffix.trim().replace(/^\./, '').toLowerCase(),
        body: { operation, years: Number(years), amount: ends ? null : plainAmount(amount), from },
      },
      { onSuccess: onClose, onError: (problem) => form.setErrors(fromProblem(problem)) },
    ),
  )
  const endsHint = of === undefined ? t('set.endsList') : t('set.endsOwn')
  return (
    <FormDialog
      title={of === undefined ? t('set.title') : t('set.ownTitle')}
      size={480}
      action={t('set.action')}
      sending={set}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={t('columns.suffix')}
        placeholder="co.jp"
        required
        readOnly={line !== null}
        data-autofocus={line === null || undefined}
        {...form.getInputProps('suffix')}
      />
      <Group grow align="flex-start">
        <Select
          label={t('columns.operation')}
          allowDeselect={false}
          readOnly={line !== null}
          data={PRICED_OPERATIONS.map((value) => ({ value, label: t(`billing:operations.${value}`) }))}
          {...form.getInputProps('operation')}
        />
        <NumberInput
          label={t('columns.years')}
          min={1}
          max={MAX_PRICED_YEARS}
          allowDecimal={false}
          readOnly={line !== null}
          {...form.getInputProps('years')}
        />
      </Group>
      <YenField
        label={t('columns.amount')}
        disabled={form.values.ends}
        data-autofocus={line !== null || undefined}
        {...form.getInputProps('amount')}
      />
      <DayField label={t('columns.from')} description={t('set.fromHint')} {...form.getInputProps('from')} />
      <Checkbox label={endsHint} {...form.getInputProps('ends', { type: 'checkbox' })} />
    </FormDialog>
  )
}
