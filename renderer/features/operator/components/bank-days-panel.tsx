import { Button, Group, Select, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../../../data/account.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { DayField } from '../../../ui/forms/day-field.tsx'
import { useFieldErrors } from '../../../ui/forms/field-errors.ts'
import { FormProblem } from '../../../ui/forms/form-problem.tsx'
import { Panel } from '../../../ui/layout/panel.tsx'
import { QueryState } from '../../../ui/layout/query-state.tsx'
import { useProblemNotice } from '../../../ui/layout/use-problem-notice.ts'
import { type PagedColumn, PagedTable } from '../../../ui/table/paged-table.tsx'
import { type BankDay, bankDaysQuery, useRemoveBankDay, useSetBankDay } from '../api/bank-days.ts'

/** Days on which banks are open or closed whatever the calendar of holidays says. */
export function BankDaysPanel() {
  const { t } = useTranslation('operator')
  const { id: account } = useAccount()
  const days = useQuery(bankDaysQuery(account))
  return (
    <Panel title={t('bankDays.title')} explanation={t('bankDays.explanation')}>
      <AddDay />
      <QueryState query={days}>
        {({ items }) => (items.length > 0 ? <DayTable days={items} isReading={days.isFetching} /> : null)}
      </QueryState>
    </Panel>
  )
}

const KINDS = ['closed', 'open'] as const

function AddDay() {
  const { t } = useTranslation(['operator', 'common'])
  const set = useSetBankDay()
  const { fromProblem } = useFieldErrors()
  const form = useForm({ initialValues: { day: '', kind: 'closed', note: '' } })
  const submit = form.onSubmit(({ day, kind, note }) =>
    set.mutate(
      { day, isOpen: kind === 'open', note: note.trim() || null },
      { onSuccess: form.reset, onError: (problem) => form.setErrors(fromProblem(problem)) },
    ),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Group align="flex-end" mb="sm">
        <DayField label={t('bankDays.day')} w={180} {...form.getInputProps('day')} />
        <Select
          label={t('bankDays.kind')}
          allowDeselect={false}
          w={200}
          data={KINDS.map((value) => ({ value, label: t(`bankDays.kinds.${value}`) }))}
          {...form.getInputProps('kind')}
        />
        <TextInput label={t('bankDays.note')} maxLength={200} w={280} {...form.getInputProps('note')} />
        <Button type="submit" variant="default" disabled={form.values.day === ''} loading={set.isPending}>
          {t('bankDays.add')}
        </Button>
      </Group>
      {set.error && <FormProblem problem={set.error} />}
    </form>
  )
}

type DayTableProps = { readonly days: readonly BankDay[]; readonly isReading: boolean }

function DayTable({ days, isReading }: DayTableProps) {
  const { t } = useTranslation('operator')
  const columns = useDayColumns()
  return (
    <PagedTable
      label={t('bankDays.title')}
      columns={columns}
      rows={days}
      total={days.length}
      page={1}
      onPage={() => undefined}
      isReading={isReading}
      rowId={({ day }) => day}
      empty={null}
    />
  )
}

function useDayColumns(): readonly PagedColumn<BankDay>[] {
  const { t } = useTranslation('operator')
  const format = useFormat()
  const { timeZone } = useAccount()
  return [
    { id: 'day', title: t('bankDays.day'), isUnbroken: true, cell: ({ day }) => format.day(day) },
    {
      id: 'kind',
      title: t('bankDays.kind'),
      cell: ({ isOpen, isUsuallyOpen }) => (
        <>
          {t(`bankDays.kinds.${isOpen ? 'open' : 'closed'}`)}
          {isOpen === isUsuallyOpen && (
            <Text size="xs" c="dimmed">
              {t('bankDays.asUsual')}
            </Text>
          )}
        </>
      ),
    },
    { id: 'note', title: t('bankDays.note'), cell: ({ note }) => note },
    {
      id: 'set',
      title: t('bankDays.set'),
      cell: ({ setAt, person }) => [format.instant(setAt, timeZone), person].filter(Boolean).join(' · '),
    },
    { id: 'remove', title: '', align: 'end', cell: ({ day }) => <RemoveButton day={day} /> },
  ]
}

function RemoveButton({ day }: Pick<BankDay, 'day'>) {
  const { t } = useTranslation('operator')
  const format = useFormat()
  const remove = useRemoveBankDay()
  const tell = useProblemNotice()
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={remove.isPending}
      aria-label={t('bankDays.removeOf', { day: format.day(day) })}
      onClick={() => remove.mutate(day, { onError: tell })}
    >
      {t('bankDays.remove')}
    </Button>
  )
}
