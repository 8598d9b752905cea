import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { patchAccount } from '../../../../core/contract/http/accounts.ts'
import type { AccountSettings } from '../../../data/account.tsx'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { changedParts } from '../../../ui/forms/follow-values.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { useFollowValues } from '../../../ui/forms/use-follow-values.ts'
import { JobWatch } from '../../jobs/components/job-watch.tsx'
import { useChangeAccount } from '../api/change-account.ts'
import { LeadDaysExample } from './lead-days-example.tsx'

type AccountFormProps = { readonly settings: AccountSettings; readonly mayChange: boolean }
type Values = Pick<AccountSettings, 'name' | 'timeZone' | 'renewLeadDays' | 'language'> & {
  readonly noticesFrom: string
}

/** Each in its own words. */
const LANGUAGES = [
  { value: 'ja', label: '日本語' },
  { value: 'en', label: 'English' },
]

const NARROW = { wrapper: { width: 240 } }

/** The account's settings. Only what was changed is sent, so that two people do not undo each other. */
export function AccountForm({ settings, mayChange }: AccountFormProps) {
  const { t } = useTranslation(['settings', 'common'])
  const change = useChangeAccount()
  const { validate, fromProblem } = useFieldErrors()
  const zones = useMemo(() => timeZones(settings.timeZone), [settings.timeZone])
  const current = useMemo(() => valuesOf(settings), [settings])
  const form = useForm<Values>({
    initialValues: current,
    validate: validate(patchAccount.body),
  })
  const saved = useFollowValues(form, current)
  const submit = form.onSubmit((values) => {
    change.mutate(changedParts(current, values), {
      onSuccess: saved,
      onError: (problem) => form.setErrors(fromProblem(problem)),
    })
  })
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" maw={520}>
        <TextInput label={t('account.name')} required readOnly={!mayChange} {...form.getInputProps('name')} />
        <Select
          label={t('account.timeZone')}
          description={t('account.timeZoneHint')}
          data={zones}
          searchable
          allowDeselect={false}
          readOnly={!mayChange}
          nothingFoundMessage={t('account.noZone')}
          {...form.getInputProps('timeZone')}
        />
        <Select
          label={t('account.language')}
          description={t('account.languageHint')}
          data={LANGUAGES}
          allowDeselect={false}
          readOnly={!mayChange}
          styles={NARROW}
          {...form.getInputProps('language')}
        />
        <NumberInput
          label={t('account.renewLeadDays')}
          description={t('account.renewLeadDaysHint')}
          min={1}
          max={60}
          allowDecimal={false}
          readOnly={!mayChange}
          styles={NARROW}
          {...form.getInputProps('renewLeadDays')}
        />
        <LeadDaysExample renewLeadDays={Number(form.values.renewLeadDays)} />
        <DayField
          label={t('account.noticesFrom')}
          description={t('account.noticesFromHint')}
          readOnly={!mayChange}
          styles={NARROW}
          {...form.getInputProps('noticesFrom')}
        />
        {change.error && <FormProblem problem={change.error} />}
        {change.data?.job && (
          <JobWatch key={change.data.job.id} id={change.data.job.id} onClose={() => change.reset()} />
        )}
        {mayChange && (
          <Group>
            <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
              {t('common:save')}
            </Button>
            <Text role="status" c="dimmed">
              {change.isSuccess && !form.isDirty() ? t('saved') : ''}
            </Text>
          </Group>
        )}
      </Stack>
    </form>
  )
}

function valuesOf({ name, timeZone, renewLeadDays, noticesFrom, language }: AccountSettings): Values {
  return { name, timeZone, renewLeadDays, noticesFrom, language }
}

function timeZones(current: string): readonly string[] {
  return [...new Set([current, 'Asia/Tokyo', 'UTC', ...Intl.supportedValuesOf('timeZone')])]
}
