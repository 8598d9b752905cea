import { Button, Fieldset, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { changedParts } from '../../../ui/forms/follow-values.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useFollowValues } from '../../../ui/forms/use-follow-values.ts'
import { type Issuer, useChangeIssuer } from '../api/accounts.ts'
import { type IssuerValues, issuerChange, issuerValues } from '../issuer-values.ts'

const NARROW = { wrapper: { width: 240 } }
const ACCOUNT_TYPES = ['ordinary', 'current', 'savings', 'other'] as const

/** Name, registration number, address and bank account, as documents show them from now on. */
export function IssuerForm({ issuer }: { readonly issuer: Issuer }) {
  const { t } = useTranslation(['operator', 'billing', 'settings', 'common'])
  const change = useChangeIssuer()
  const { fromProblem } = useFieldErrors()
  const current = useMemo(() => issuerValues(issuer), [issuer])
  const form = useForm<IssuerValues>({ initialValues: current })
  const saved = useFollowValues(form, current)
  const submit = form.onSubmit((values) =>
    change.mutate(changedParts(issuerChange(current), issuerChange(values)), {
      onSuccess: saved,
      onError: (problem) => form.setErrors(fromProblem(problem)),
    }),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw={640}>
        <TextInput label={t('issuer.name')} required {...form.getInputProps('name')} />
        <TextInput
          label={t('issuer.registrationNumber')}
          description={t('billing:recipient.registrationNumberHint')}
          styles={NARROW}
          {...form.getInputProps('registrationNumber')}
        />
        <TextInput label={t('billing:recipient.postalCode')} styles={NARROW} {...form.getInputProps('postalCode')} />
        <Textarea label={t('billing:recipient.address')} autosize minRows={2} {...form.getInputProps('address')} />
        <Group grow>
          <TextInput label={t('issuer.phone')} {...form.getInputProps('phone')} />
          <TextInput type="email" label={t('issuer.email')} {...form.getInputProps('email')} />
        </Group>
        <Fieldset legend={t('issuer.bankAccount')}>
          <Stack gap="xs">
            <Group grow>
              <TextInput label={t('issuer.bankName')} {...form.getInputProps('bankAccount.bankName')} />
              <TextInput label={t('issuer.bankCode')} {...form.getInputProps('bankAccount.bankCode')} />
            </Group>
            <Group grow>
              <TextInput label={t('issuer.branchName')} {...form.getInputProps('bankAccount.branchName')} />
              <TextInput label={t('issuer.branchCode')} {...form.getInputProps('bankAccount.branchCode')} />
            </Group>
            <Group grow>
              <Select
                label={t('issuer.type')}
                allowDeselect={false}
                data={ACCOUNT_TYPES.map((value) => ({ value, label: t(`billing:accountTypes.${value}`) }))}
                {...form.getInputProps('bankAccount.type')}
              />
              <TextInput label={t('issuer.number')} {...form.getInputProps('bankAccount.number')} />
            </Group>
            <TextInput
              label={t('issuer.holder')}
              description={t('issuer.holderHint')}
              {...form.getInputProps('bankAccount.holder')}
            />
          </Stack>
        </Fieldset>
        <Fieldset legend={t('issuer.debitClient')}>
          <Group grow align="flex-start">
            <TextInput label={t('issuer.debitCode')} {...form.getInputProps('debitClient.code')} />
            <TextInput label={t('issuer.debitName')} {...form.getInputProps('debitClient.name')} />
          </Group>
        </Fieldset>
        <DayField
          label={t('issuer.corporateServiceFrom')}
          description={t('issuer.corporateServiceFromHint')}
          styles={NARROW}
          {...form.getInputProps('corporateServiceFrom')}
        />
        {change.error && <FormProblem problem={change.error} />}
        <Group>
          <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
            {t('common:save')}
          </Button>
          <Text role="status" c="dimmed">
            {change.isSuccess && !form.isDirty() ? t('settings:saved') : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  )
}
