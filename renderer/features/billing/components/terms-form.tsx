import { Button, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DELIVERIES } from '../../../../core/billing/delivery.ts'
import { PAYMENT_METHODS } from '../../../../core/ledger/entry.ts'
import type { AccountSettings } from '../../../data/account.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { changedParts } from '../../../ui/forms/follow-values.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useFollowValues } from '../../../ui/forms/use-follow-values.ts'
import { useChangeAccount } from '../../settings/api/change-account.ts'
import { YenField } from './yen-field.tsx'

type TermsFormProps = { readonly settings: AccountSettings; readonly mayChange: boolean }

const NARROW = { wrapper: { width: 240 } }

/** Payment, delivery and recipient of documents. */
export function TermsForm({ settings, mayChange }: TermsFormProps) {
  const { t } = useTranslation(['billing', 'settings', 'common'])
  const change = useChangeAccount()
  const { fromProblem } = useFieldErrors()
  const current = useMemo(() => valuesOf(settings), [settings])
  const form = useForm({ initialValues: current })
  const saved = useFollowValues(form, current)
  const submit = form.onSubmit((values) =>
    change.mutate(changeOf(current, values), {
      onSuccess: saved,
      onError: (problem) => form.setErrors(fromProblem(problem)),
    }),
  )
  const field = (name: keyof ReturnType<typeof valuesOf>['recipient']) => ({
    label: t(`recipient.${name}`),
    readOnly: !mayChange,
    ...form.getInputProps(`recipient.${name}`),
  })
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw={560}>
        <Radio.Group label={t('terms.method')} readOnly={!mayChange} {...form.getInputProps('paymentMethod')}>
          <Group mt={4}>
            {PAYMENT_METHODS.map((method) => (
              <Radio key={method} value={method} label={t(`methods.${method}`)} disabled={!mayChange} />
            ))}
          </Group>
        </Radio.Group>
        <Radio.Group
          label={t('terms.delivery')}
          description={t('terms.deliveryHint')}
          readOnly={!mayChange}
          {...form.getInputProps('delivery')}
        >
          <Group mt={4}>
            {DELIVERIES.map((delivery) => (
              <Radio key={delivery} value={delivery} label={t(`deliveries.${delivery}`)} disabled={!mayChange} />
            ))}
          </Group>
        </Radio.Group>
        <TextInput {...field('name')} placeholder={settings.name} description={t('recipient.nameHint')} />
        <TextInput {...field('department')} />
        <TextInput {...field('postalCode')} styles={NARROW} />
        <Textarea {...field('address')} autosize minRows={2} />
        <TextInput {...field('email')} type="email" />
        <TextInput
          {...field('registrationNumber')}
          description={t('recipient.registrationNumberHint')}
          styles={NARROW}
        />
        <YenField
          label={t('terms.lowBalanceAt')}
          description={t('terms.lowBalanceAtHint')}
          readOnly={!mayChange}
          styles={NARROW}
          {...form.getInputProps('lowBalanceAt')}
        />
        {change.error && <FormProblem problem={change.error} />}
        {mayChange && (
          <Group>
            <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
              {t('common:save')}
            </Button>
            <Text role="status" c="dimmed">
              {change.isSuccess && !form.isDirty() ? t('settings:saved') : ''}
            </Text>
          </Group>
        )}
      </Stack>
    </form>
  )
}

function valuesOf({ paymentMethod, delivery, recipient, lowBalanceAt }: AccountSettings) {
  const { name, department, postalCode, address, email, registrationNumber } = recipient
  return {
    paymentMethod,
    delivery,
    recipient: {
      name: name ?? '',
      department: department ?? '',
      postalCode: postalCode ?? '',
      address: address ?? '',
      email: email ?? '',
      registrationNumber: registrationNumber ?? '',
    },
    lowBalanceAt: lowBalanceAt?.amount ?? '',
  }
}

type Values = ReturnType<typeof valuesOf>

/** What was changed, and nothing else: two people at the terms do not undo each other. An empty field means none. */
function changeOf(current: Values, { recipient, lowBalanceAt, ...values }: Values) {
  const changed = changedParts(current, { ...values, lowBalanceAt, recipient })
  const fields = Object.entries(changedParts(current.recipient, recipient))
  return {
    ...changed,
    ...(changed.recipient && {
      recipient: Object.fromEntries(fields.map(([key, value]) => [key, value.trim() || null])),
    }),
    ...(changed.lowBalanceAt !== undefined && { lowBalanceAt: lowBalanceAt.trim() || null }),
  }
}
