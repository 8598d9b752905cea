import { Button, Group, NumberInput, Select, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { PLANS } from '../../../../core/billing/corporate-service.ts'
import { HOLIDAY_SHIFTS } from '../../../../core/contract/http/billing-profile.ts'
import { OVERDRAFT_POLICIES } from '../../../../core/ledger/overdraft.ts'
import type { AccountSettings } from '../../../data/account.tsx'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { changedParts } from '../../../ui/forms/follow-values.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useFollowValues } from '../../../ui/forms/use-follow-values.ts'
import { YenField } from '../../billing/components/yen-field.tsx'
import { useChangeTerms } from '../api/accounts.ts'
import { type TermsValues, termsChange, termsValues } from '../terms-values.ts'

type AccountTermsFormProps = {
  readonly id: string
  readonly settings: AccountSettings
  readonly onClose: () => void
}

/** The terms that only an operator changes. */
export function AccountTermsForm({ id, settings, onClose }: AccountTermsFormProps) {
  const { t } = useTranslation(['operator', 'billing', 'common'])
  const change = useChangeTerms(id)
  const { fromProblem } = useFieldErrors()
  const current = useMemo(() => termsValues(settings), [settings])
  const form = useForm<TermsValues>({ initialValues: current })
  useFollowValues(form, current)
  const { policy } = form.values.overdraft
  const submit = form.onSubmit((values) =>
    change.mutate(changedParts(termsChange(current), termsChange(values)), {
      onSuccess: onClose,
      onError: (problem) => form.setErrors(fromProblem(problem)),
    }),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Select
          label={t('terms.plan')}
          allowDeselect={false}
          data={PLANS.map((value) => ({ value, label: t(`billing:plans.${value}`) }))}
          {...form.getInputProps('plan')}
        />
        <Select
          label={t('terms.paymentTerms')}
          allowDeselect={false}
          data={PLANS.map((value) => ({ value, label: t(`billing:paymentTerms.${value}`) }))}
          {...form.getInputProps('terms')}
        />
        <Select
          label={t('terms.holidayShift')}
          allowDeselect={false}
          data={HOLIDAY_SHIFTS.map((value) => ({ value, label: t(`terms.shifts.${value}`) }))}
          {...form.getInputProps('holidayShift')}
        />
        <Select
          label={t('terms.overdraft')}
          allowDeselect={false}
          data={OVERDRAFT_POLICIES.map((value) => ({ value, label: t(`terms.policies.${value}`) }))}
          {...form.getInputProps('overdraft.policy')}
        />
        {policy === 'provisional' && (
          <DayField label={t('terms.until')} required {...form.getInputProps('overdraft.until')} />
        )}
        {policy === 'corporate' && (
          <YenField label={t('terms.limit')} required {...form.getInputProps('overdraft.limit')} />
        )}
        <Group grow align="flex-start">
          <DayField label={t('terms.reversalUntil')} {...form.getInputProps('reversal.until')} />
          <NumberInput
            label={t('terms.reversalDays')}
            min={0}
            max={365}
            allowDecimal={false}
            {...form.getInputProps('reversal.days')}
          />
        </Group>
        {change.error && <FormProblem problem={change.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
            {t('common:save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
